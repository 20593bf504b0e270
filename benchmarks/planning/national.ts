import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { loadavg } from 'node:os';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..', '..');

/** The national plan as it is, ten years, 1,000 runs on two threads, as a user would run it. */
export async function measureNational(): Promise<void> {
  const began = performance.now();
  const child = spawn(
    process.execPath,
    [
      join(root, 'setup', 'run.mjs'),
      'cli/src/main.ts',
      'plan',
      'run',
      join(root, 'examples', 'plans', 'base.yaml'),
      '--replications',
      '1000',
      '--threads',
      '2',
      '--out',
      '/dev/null',
    ],
    { stdio: ['ignore', 'ignore', 'inherit'] },
  );
  let most = 0;
  // The kernel keeps the highest it ever was; asked for now and then, because it is gone with the process.
  const asking = setInterval(() => {
    most = Math.max(most, highest(child.pid!));
  }, 200);
  const [code] = await once(child, 'exit');
  clearInterval(asking);
  if (code !== 0) throw new Error(`plan run ended with ${code}.`);
  console.log(
    `National plan, ten years, 1,000 runs: ${((performance.now() - began) / 60_000).toFixed(1)} minutes, ` +
      `at most ${most.toFixed(0)} MB (wanted minutes, under 500 MB); load ${loadavg()[0].toFixed(1)}.`,
  );
}

/** The most that the program took which was started for this one, in MB. */
function highest(starter: number): number {
  try {
    const [pid] = readFileSync(`/proc/${starter}/task/${starter}/children`, 'utf8').split(' ');
    return Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024;
  } catch {
    return 0;
  }
}
