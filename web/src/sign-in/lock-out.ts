import type pg from 'pg';

/** After this many wrong passwords in a row, an address waits. It waits whether or not it has an account. */
const TRIES = 5;
const WAIT_MS = 15 * 60 * 1000;

/** `who` is an HMAC of the e-mail address: the table tells nobody who tried. */
export const lockOutTable = `
  create table if not exists sign_in_attempt (
    who text primary key,
    wrong integer not null,
    last_at bigint not null
  )`;

export interface LockOut {
  /** Whole minutes until this address may try again; 0 when it may now. */
  minutesLeft(email: string): Promise<number>;
  /** Counts a wrong password; the minutes to wait, when this was one too many. */
  failed(email: string): Promise<number>;
  succeeded(email: string): Promise<void>;
}

/** Counts wrong passwords by address. A quarter of an hour without a try begins the count again. */
export function lockOut(pool: pg.Pool, now: () => number, hash: (email: string) => string): LockOut {
  const who = (email: string) => hash(email.trim().toLowerCase());
  const wait = (wrong: number, lastAt: number) =>
    wrong < TRIES ? 0 : Math.max(0, Math.ceil((lastAt + WAIT_MS - now()) / 60_000));
  return {
    async minutesLeft(email) {
      const { rows } = await pool.query<{ wrong: number; last_at: string }>(
        'select wrong, last_at from sign_in_attempt where who = $1',
        [who(email)],
      );
      return rows[0] ? wait(rows[0].wrong, Number(rows[0].last_at)) : 0;
    },
    async failed(email) {
      const { rows } = await pool.query<{ wrong: number }>(
        `insert into sign_in_attempt as known (who, wrong, last_at) values ($1, 1, $2)
         on conflict (who) do update
         set wrong = case when known.last_at < $2 - $3 then 1 else known.wrong + 1 end, last_at = $2
         returning wrong`,
        [who(email), now(), WAIT_MS],
      );
      return wait(rows[0].wrong, now());
    },
    async succeeded(email) {
      await pool.query('delete from sign_in_attempt where who = $1', [who(email)]);
    },
  };
}
