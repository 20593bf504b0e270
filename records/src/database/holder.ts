import { errorCode } from '../refused.ts';
import { withClient, type Queryable } from './connect.ts';
import { PATIENCE_MS, WaitedTooLong } from './waited-too-long.ts';

/** A session of PostgreSQL that holds what others wait for. */
export interface Holder {
  readonly pid: number;
  readonly login: string | null;
  /** What it calls itself, such as 'psql'; empty where it says nothing. */
  readonly program: string | null;
}

/** What was waited for, and what is told of it. */
export interface Waiting {
  readonly patienceMs?: number | undefined;
  /** What happened, who holds it, what is safe, what to do now. */
  readonly words: (holder: string) => string;
}

/** Asks something on another connection. */
export type Beside = <Value>(ask: (db: Queryable) => Promise<Value>) => Promise<Value>;

export function besideOf(url: string): Beside {
  return ask => withClient(url, ask);
}

/**
 * Does `work` on a connection, where no statement waits longer for a lock than it may, for this session. While it waits,
 * PostgreSQL is asked from beside whom it waits for, since afterwards nobody knows.
 */
export async function waiting<Value>(
  beside: Beside,
  client: Queryable,
  { patienceMs = PATIENCE_MS, words }: Waiting,
  work: () => Promise<Value>,
): Promise<Value> {
  const { rows } = await client.query<{ pid: number; before: string }>(
    `select pg_backend_pid() as pid, current_setting('lock_timeout') as before,
        set_config('lock_timeout', $1, false)`,
    [`${patienceMs}ms`],
  );
  const [{ pid, before }] = rows;
  let holder: Holder | undefined;
  const look = async () => {
    holder = (await beside(db => whomItWaitsFor(db, pid))) ?? holder;
  };
  // What cannot be seen, as with a server that has no connection left, is not said.
  const looking = setInterval(() => void look().catch(() => {}), Math.max(100, patienceMs / 4));
  try {
    return await work();
  } catch (error) {
    if (errorCode(error) !== '55P03' || error instanceof WaitedTooLong) throw error;
    throw new WaitedTooLong(words(sayHolder(holder)), { cause: error });
  } finally {
    clearInterval(looking);
    // Where the connection broke, nothing is left to set.
    await client.query(`select set_config('lock_timeout', $1, false)`, [before]).catch(() => {});
  }
}

async function whomItWaitsFor(db: Queryable, pid: number): Promise<Holder | undefined> {
  const { rows } = await db.query<Holder & Record<string, unknown>>(
    `select a.pid, a.usename as login, a.application_name as program
       from unnest(pg_blocking_pids($1)) b join pg_stat_activity a on a.pid = b
      order by a.pid limit 1`,
    [pid],
  );
  return rows.at(0);
}

/** 'Process 4711 of PostgreSQL, signed in as tc_owner (psql),', as a sentence begins with it. */
export function sayHolder(holder: Holder | undefined): string {
  if (!holder) return 'Another session of PostgreSQL';
  const { pid, login, program } = holder;
  const who = `${login ? `, signed in as ${login}` : ''}${program ? ` (${program})` : ''}`;
  return `Process ${pid} of PostgreSQL${who}${who ? ',' : ''}`;
}

/** How whoever runs the database ends a session that was left open. */
export const endIt =
  'Let that session end, or let an administrator of the server end it (select pg_terminate_backend(its process));';
