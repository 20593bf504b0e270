import { test } from 'node:test';
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** A process that has ended and that nobody has asked after yet counts as gone. */
function isAlive(pid: number): boolean {
  try {
    return !/\) Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return false;
  }
}

test('a busy child ends when the process that started it is killed outright', async () => {
  const holder = spawn(process.execPath, [join(import.meta.dirname, 'holder.fixture.ts')], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [said] = (await once(holder.stdout, 'data')) as [Buffer];
  const child = Number(said.toString());
  assert.ok(isAlive(child));
  holder.kill('SIGKILL');
  await once(holder, 'exit');
  // The runner's own limit ends this where the child never does.
  for (let waited = 0; isAlive(child) && waited < 20_000; waited += 20) await sleep(20);
  const left = isAlive(child);
  if (left) process.kill(child, 'SIGKILL');
  assert.equal(left, false);
});
