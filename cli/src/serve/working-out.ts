import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { endWithUs } from './end-with-us.ts';

/**
 * Works out linkage, studies and the plan in a process of its own, at a lower priority, while the pages already answer.
 * What is there already is left alone, so every start may ask for it. Gives the function that stops it.
 */
export function startWorkingOut(folder: string, replications: number | undefined): () => void {
  const program = join(import.meta.dirname, '..', 'main.ts');
  const often = replications === undefined ? [] : ['--replications', String(replications)];
  const child = spawn(process.execPath, [program, 'work-out', '--folder', folder, ...often], {
    stdio: 'ignore',
  });
  child.on('error', () => undefined); // The pages say what was not worked out; nothing else depends on it.
  child.unref();
  endWithUs(child);
  return () => void child.kill('SIGTERM');
}
