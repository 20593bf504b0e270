import { readdirSync, readFileSync, readlinkSync, realpathSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { errorCode } from '../refused.ts';

/**
 * Ends a server that an earlier run left behind when it was killed and its watch with it, or that is still ending,
 * and takes away its stale postmaster.pid.
 * Only called under the folder's lock. Every process of PostgreSQL works in its data directory, which tells
 * ours from any other that may have been given the same process id since.
 */
export async function endOrphans(dataDirectory: string): Promise<void> {
  let waited = 0;
  while (processesIn(dataDirectory).length > 0) {
    // Fast shutdown first; after ten seconds the immediate one, from which PostgreSQL recovers at its next start.
    if (waited % 1000 === 0) signal(postmaster(dataDirectory), waited < 10_000 ? 'SIGINT' : 'SIGQUIT');
    await sleep(100);
    waited += 100;
    if (waited > 30_000) throw new Error(`An earlier database server in ${dataDirectory} does not end.`);
  }
  rmSync(join(dataDirectory, 'postmaster.pid'), { force: true });
}

function postmaster(dataDirectory: string): number | undefined {
  try {
    const pid = Number(readFileSync(join(dataDirectory, 'postmaster.pid'), 'utf8').split('\n')[0]);
    return processesIn(dataDirectory).includes(pid) ? pid : undefined;
  } catch {
    return undefined;
  }
}

function signal(pid: number | undefined, name: 'SIGINT' | 'SIGQUIT'): void {
  if (pid === undefined) return;
  try {
    process.kill(pid, name);
  } catch (error) {
    if (errorCode(error) !== 'ESRCH') throw error;
  }
}

function processesIn(dataDirectory: string): number[] {
  const place = realpathSync(dataDirectory);
  return readdirSync('/proc')
    .filter(name => /^\d+$/.test(name))
    .map(Number)
    .filter(pid => pid !== process.pid && workingDirectory(pid) === place);
}

function workingDirectory(pid: number): string | undefined {
  try {
    return readlinkSync(`/proc/${pid}/cwd`);
  } catch {
    return undefined; // Ended meanwhile, or another user's.
  }
}
