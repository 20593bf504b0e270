import type { Client } from 'pg';

/**
 * Waits until so many connections to this database wait for a lock that another one holds; false where `work` was over
 * before, and so never waited.
 */
export async function untilWaiting(holder: Client, many: number, work: Promise<unknown>): Promise<boolean> {
  const state = { over: false };
  const ended = (): void => void (state.over = true);
  work.then(ended, ended);
  for (;;) {
    // What a transaction was told of others before, it is told again.
    await holder.query('select pg_stat_clear_snapshot()');
    const { rowCount } = await holder.query(
      `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
    );
    if ((rowCount ?? 0) >= many) return true;
    if (state.over) return false;
  }
}
