import { Refused } from '@throughcare/records';

/** The variables that name the operator's own PostgreSQL. Their values hold passwords and are never said. */
export type DatabaseVariable = 'DATABASE_URL' | 'DATABASE_AUTH_URL' | 'DATABASE_OWNER_URL';

/** Refuses a value that is not a connection string with a login. */
export function refuseUnreadable(variable: DatabaseVariable, url: string): void {
  const read = URL.canParse(url) ? new URL(url) : undefined;
  if (read && ['postgres:', 'postgresql:'].includes(read.protocol) && read.username !== '') return;
  throw new Refused(
    `${variable} cannot be read: it is written postgresql://LOGIN:PASSWORD@HOST:PORT/DATABASE. Nothing was started.`,
  );
}

/** What stops a login, by PostgreSQL's code or the system's, and what to do. */
const troubles: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'no server answers there. Start it, or correct the host and the port.',
  ENOTFOUND: 'its host is not known. Correct its name.',
  EAI_AGAIN: 'its host is not known just now. Correct its name, or try again.',
  ENOENT: 'there is no server at that socket. Start it, or correct the folder.',
  ETIMEDOUT: 'no server answers there in time. Correct the host and the port, or look at the network.',
  '28P01': 'the server refuses its login or password. Correct them.',
  '28000': 'the server does not let its login in from here. Allow it in pg_hba.conf.',
  '3D000': 'there is no such database. Make it, or correct its name.',
  '42501': 'its login may not do what it must. See docs/own-postgresql.md for what it has to be granted.',
  '3F000':
    'its login may not use the schema of sign-in. Let an administrator run: grant throughcare_auth to that login.',
  '08P01':
    'a pooler in between refuses the settings that a connection asks for. Connect to PostgreSQL itself, or see docs/own-postgresql.md.',
  '53300': 'the server has no connection left. Allow more, or close others.',
};

/** Does `work` with the login that `variable` names; what stops that login is said in words. */
export async function withLogin<T>(variable: DatabaseVariable, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    if (error instanceof Refused || !Object.hasOwn(troubles, code)) throw error;
    throw new Refused(
      `${variable}: ${troubles[code]} (${code}) Nothing was started, and nothing recorded was changed.`,
      { cause: error },
    );
  }
}
