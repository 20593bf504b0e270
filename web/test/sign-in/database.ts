import { testDatabase } from '@throughcare/records/testing';
import pg from 'pg';
import { openAccounts, type AccountStore } from '../../src/sign-in/better-accounts.ts';

export interface SignInDatabase {
  readonly accounts: AccountStore;
  /** Looks at what sign-in keeps, and lets time pass in it. */
  query(sql: string, values?: readonly unknown[]): Promise<Record<string, unknown>[]>;
  stop(): Promise<void>;
}

/** Sign-in on a fresh database of the test run's real PostgreSQL. */
export async function signInDatabase(options: {
  requireCode: boolean;
  now?: () => number;
}): Promise<SignInDatabase> {
  const database = await testDatabase();
  const superuser = new pg.Client({
    connectionString: database.superuserUrl,
    options: '-c search_path=auth',
  });
  await superuser.connect();
  const accounts = await openAccounts({
    authUrl: database.authUrl,
    origin: 'http://127.0.0.1:3000',
    secret: 'a secret of at least thirty-two characters',
    ...options,
  });
  return {
    accounts,
    query: async (sql, values = []) =>
      (await superuser.query<Record<string, unknown>>(sql, [...values])).rows,
    stop: async () => {
      await accounts.close();
      await superuser.end();
      await database.drop();
    },
  };
}
