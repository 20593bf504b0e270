import { setTimeout as sleep } from 'node:timers/promises';
import { withClient } from '../../src/database/connect.ts';
import type { Service } from './service.ts';

const PATIENCE_MS = 120_000;

/**
 * Waits until the database answers and nobody is at work in it. What is killed leaves things behind that end in their
 * own time, on a busy machine in seconds: PostgreSQL comes up again after one of its processes was killed, and a process
 * of it whose client is gone still ends what it was told last.
 */
export async function untilSettled(service: Service): Promise<void> {
  let last: unknown = 'it never answered';
  for (const until = Date.now() + PATIENCE_MS; Date.now() < until; await sleep(25)) {
    try {
      const atWork = await atWorkIn(service);
      if (atWork.length === 0) return;
      last = `still at work: ${JSON.stringify(atWork)}`;
    } catch (error) {
      last = error;
    }
  }
  throw new Error(`The database did not settle within ${PATIENCE_MS / 1000} seconds.`, { cause: last });
}

/** The connections of writers, whether their process is still there or not. */
async function atWorkIn(service: Service): Promise<readonly object[]> {
  return withClient(service.server().superuserUrl, async client => {
    const { rows } = await client.query<{ pid: number; state: string; waits: string }>(
      `select pid, state, wait_event as waits from pg_stat_activity where usename = 'throughcare_serve'`,
    );
    return rows;
  });
}
