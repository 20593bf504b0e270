import { createHash } from 'node:crypto';
import { Client, Pool, type ClientBase } from 'pg';
import { Refused, errorCode } from '../refused.ts';
import { recordTypes } from './types.ts';
import { PATIENCE_MS } from './waited-too-long.ts';

/** Something that takes SQL: a client in a transaction, or a pool. */
export type Queryable = Pick<ClientBase, 'query'>;

// Under row-level security planning costs more than running, so a statement is planned once a connection.
// None waits for ever for what another session holds.
const session =
  '-c timezone=UTC -c datestyle=ISO -c intervalstyle=iso_8601 -c plan_cache_mode=force_generic_plan';
const sessionOf = (patienceMs: number) => `${session} -c lock_timeout=${patienceMs}ms`;

export function makePool(url: string, max = 10, patienceMs = PATIENCE_MS): Pool {
  const pool = new Pool({ connectionString: url, max, types: recordTypes, options: sessionOf(patienceMs) });
  // An idle connection that breaks is replaced by the next query; without a listener it would end the process.
  pool.on('error', () => {});
  // One that is in use when its connection breaks fails its own query; it shall not end the process as well.
  pool.on('connect', client => client.on('error', () => {}));
  return pool;
}

/** The same error, but for what a pooler says of settings that it does not know: that is told in words. */
export function sayRefusedSettings(error: unknown): unknown {
  if (errorCode(error) !== '08P01') return error;
  return new Refused(
    'A pooler between Throughcare and its database refuses the settings that a connection asks for. Nothing was changed. ' +
      'Connect to PostgreSQL itself, or set the pooler up as docs/own-postgresql.md says.',
    { cause: error },
  );
}

/** Runs `work` on one connection of its own. */
export async function withClient<T>(url: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: url, types: recordTypes, options: sessionOf(PATIENCE_MS) });
  client.on('error', () => {});
  try {
    await client.connect();
  } catch (error) {
    const said = sayRefusedSettings(error);
    if (said !== error) throw said;
    throw new Refused(
      `The database does not answer (${errorCode(error) ?? (error instanceof Error ? error.message : 'unknown')}). ` +
        `Nothing was changed. Check that it runs, and that DATABASE_URL and DATABASE_OWNER_URL name it.`,
      { cause: error },
    );
  }
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

const names = new Map<string, string>();

/** The name under which a connection keeps a statement that it has planned. There are as many as there are texts. */
function nameOf(text: string): string {
  let name = names.get(text);
  if (!name) names.set(text, (name = createHash('sha256').update(text).digest('hex').slice(0, 24)));
  return name;
}

/** A client that prepares every statement with values, once a connection. */
export function preparing(client: ClientBase): Queryable {
  const query = (text: string, values?: unknown[]) =>
    values ? client.query({ name: nameOf(text), text, values }) : client.query(text);
  return { query: query as ClientBase['query'] };
}
