import { test } from 'node:test';
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PlanResult } from '@throughcare/planning';
import { plan } from '../../src/commands/plan.ts';

const example = (name: string): string =>
  join(import.meta.dirname, '../../../examples/plans', `${name}.yaml`);
const both = [example('everybody-imprisoned'), example('programme-for-every-community-sentence')];

async function call(...args: string[]): Promise<{ status: number; out: string; err: string }> {
  let out = '';
  let err = '';
  const status = await plan.run(args, { out: text => (out += text), err: text => (err += text) });
  return { status, out, err };
}

test('plan run tells the conclusion first, then what has no source', async () => {
  const { status, out } = await call('run', ...both, '--replications', '2');
  assert.equal(status, 0);
  const [first] = out.split('\n');
  assert.match(first, /^Prison for everybody leaves .* people waiting in year five, a programme with every/);
  const at = (text: string): number => {
    assert.ok(out.includes(text), text);
    return out.indexOf(text);
  };
  assert.ok(at('A draft of 2 runs') < at('No source ('));
  assert.ok(at('No source (') < at('What differs'));
  assert.ok(at('What differs') < at('With a source'));
  assert.match(out, /The harm to a child\. It is never given a price\./);
});

test('plan run --json gives the whole result, the same for the same seed, here or in a file', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'plan-'));
  try {
    const args = ['run', ...both, '--replications', '2', '--seed', '7', '--json'];
    const { out } = await call(...args);
    const result = JSON.parse(out) as PlanResult;
    assert.deepEqual([result.format, result.seed, result.replications], ['throughcare plan 1', 7, 2]);
    const file = join(folder, 'result.json');
    assert.equal((await call(...args, '--out', file)).status, 0);
    assert.equal(readFileSync(file, 'utf8'), out);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('a faulty scenario is answered by file, line and mend, and nothing is run', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'plan-'));
  try {
    const file = join(folder, 'mine.yaml');
    writeFileSync(file, readFileSync(example('base'), 'utf8').replace('rate: arrests\n', 'rate: arests\n'));
    const { status, out, err } = await call('run', file, file);
    assert.equal(status, 1);
    assert.equal(out, '');
    assert.match(
      err,
      /mine\.yaml:\d+:\d+ There is no parameter arests\. Did you mean arrests\?\nNothing was run\./,
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('a missing file, a wrong number and a wrong call each say what to do', async () => {
  const missing = await call('run', 'nowhere.yaml', 'nowhere.yaml');
  assert.equal(missing.status, 1);
  assert.match(missing.err, /nowhere\.yaml can't be read \(ENOENT\)\. Nothing was run\./);
  const wrong = await call('run', ...both, '--replications', 'many');
  assert.equal(wrong.status, 1);
  assert.match(wrong.err, /--replications was many; a whole number is needed/);
  for (const args of [[], ['run'], ['run', 'a.yaml'], ['run', ...both, '--fast']]) {
    const { status, err } = await call(...args);
    assert.equal(status, 2);
    assert.match(err, /throughcare plan run FIRST\.yaml SECOND\.yaml/);
  }
});
