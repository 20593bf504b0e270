import { setTimeout as sleep } from 'node:timers/promises';
import { withClient } from '../../src/database/connect.ts';
import { errorCode } from '../../src/refused.ts';
import type { Draws } from './draws.ts';
import { postmasterOf, type Service } from './service.ts';

/** What goes wrong in a round, in the middle of the writing. After each the database runs again. */
export const faults = {
  'the service is killed': async (service: Service, random: Draws) => {
    await service.killWriter(random.below(service.users.length), random.below(2 ** 30));
  },
  'PostgreSQL is killed': async (service: Service, random: Draws) => {
    process.kill(postmasterOf(service.server()), 'SIGKILL');
    await sleep(random.below(300));
    await service.startAgain();
  },
  'PostgreSQL shuts down at once': async (service: Service, random: Draws) => {
    process.kill(postmasterOf(service.server()), 'SIGQUIT');
    await sleep(100 + random.below(300));
    await service.startAgain();
  },
  'a connection’s process is killed': async (service: Service, random: Draws) => {
    const pids = await withClient(service.server().superuserUrl, async client => {
      const { rows } = await client.query<{ pid: number }>(
        `select pid from pg_stat_activity where usename = 'throughcare_serve' order by pid`,
      );
      return rows.map(row => row.pid);
    });
    // None where every writer is just starting; then nothing is killed in this round but time.
    if (pids.length > 0) killIfThere(random.oneOf(pids));
  },
  'the disk is full': async (service: Service, random: Draws) => {
    service.disk?.fill(random.below(3) * 512 * 1024);
    await sleep(300 + random.below(900));
    service.disk?.free();
    // It may have stopped for want of space, or not.
    await service.startAgain();
  },
  'service and PostgreSQL are killed': async (service: Service, random: Draws) => {
    process.kill(postmasterOf(service.server()), 'SIGKILL');
    await service.killWriter(random.below(service.users.length), random.below(2 ** 30));
    await service.startAgain();
  },
} as const satisfies Record<string, (service: Service, random: Draws) => Promise<void>>;
export type Fault = keyof typeof faults;

/** It may have ended since it was seen, with the writer that asked for it. */
function killIfThere(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch (error) {
    if (errorCode(error) !== 'ESRCH') throw error;
  }
}
