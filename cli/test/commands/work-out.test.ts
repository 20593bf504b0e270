import { test } from 'node:test';
import assert from 'node:assert/strict';
import { workOut } from '../../src/commands/work-out.ts';

async function call(...args: string[]) {
  let err = '';
  const status = await workOut.run(args, { out: () => {}, err: text => void (err += text) });
  return { status, err };
}

test('without a folder, or with a number of runs that is none, it says how it is written and does nothing', async () => {
  for (const args of [
    [],
    ['--folder', ''],
    ['--folder', 'x', '--replications', 'many'],
    ['--folder', 'x', '--replications', '1'],
  ]) {
    const { status, err } = await call(...args);
    assert.equal(status, 2, args.join(' '));
    assert.match(err, /throughcare work-out --folder/);
  }
});
