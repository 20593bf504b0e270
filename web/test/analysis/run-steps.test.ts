import { test } from 'node:test';
import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readProgress } from '../../src/analysis/progress.ts';
import { runSteps } from '../../src/analysis/work-out/run-steps.ts';
import type { Step } from '../../src/analysis/work-out/step.ts';
import { writeWhole } from '../../src/analysis/write-whole.ts';

const folder = () => mkdtempSync(join(tmpdir(), 'throughcare-steps-'));

/** A step that counts how often it worked, and writes one file. */
function counting(at: string, step: string, input: () => unknown, after: readonly string[] = []) {
  const file = join(at, `${step}.txt`);
  const counted = { times: 0 };
  const declared: Step = {
    step,
    words: `Doing ${step}`,
    after,
    inputs: input,
    leaves: [file],
    work: report => {
      counted.times++;
      report(1, 2);
      writeWhole(file, `${JSON.stringify(input())}\n`);
    },
  };
  return { declared, counted, file };
}

const quietly = () => {};

test('the same inputs are not worked out twice, and other inputs are', () => {
  const at = folder();
  let seed = 1;
  const one = counting(at, 'one', () => ({ seed }));
  runSteps(at, [one.declared], quietly);
  runSteps(at, [one.declared], quietly);
  assert.equal(one.counted.times, 1);
  seed = 2;
  runSteps(at, [one.declared], quietly);
  assert.equal(one.counted.times, 2);
  rmSync(at, { recursive: true });
});

test('a file that has gone is made again', () => {
  const at = folder();
  const one = counting(at, 'one', () => 1);
  runSteps(at, [one.declared], quietly);
  rmSync(one.file);
  runSteps(at, [one.declared], quietly);
  assert.equal(readFileSync(one.file, 'utf8'), '1\n');
  rmSync(at, { recursive: true });
});

test('a step that stops says why, stops those that need it, and no others', () => {
  const at = folder();
  const broken: Step = {
    ...counting(at, 'broken', () => 1).declared,
    work: () => {
      throw new Error('The file is empty. Nothing was linked.');
    },
  };
  const needs = counting(at, 'needs', () => 1, ['broken']);
  const other = counting(at, 'other', () => 1);
  const stopped = runSteps(at, [broken, needs.declared, other.declared], quietly);
  assert.deepEqual(
    stopped.map(({ step, why }) => [step, why]),
    [
      ['broken', 'The file is empty. Nothing was linked.'],
      ['needs', 'It needs an earlier step that stopped: doing broken.'],
    ],
  );
  assert.equal(other.counted.times, 1);
  assert.deepEqual(
    readProgress(at)?.steps.map(({ step, state }) => `${step} ${state}`),
    ['broken stopped', 'needs stopped', 'other done'],
  );
  rmSync(at, { recursive: true });
});

test('while a step works, the progress says which, and how far it is', () => {
  const at = folder();
  let seen: unknown;
  const step = counting(at, 'one', () => 1).declared;
  runSteps(
    at,
    [
      {
        ...step,
        work: report => ((seen = readProgress(at)?.steps[0]?.state), report(1, 3), step.work(report)),
      },
    ],
    quietly,
  );
  assert.equal(seen, 'now');
  assert.equal(readProgress(at)?.pid, process.pid);
  rmSync(at, { recursive: true });
});

test('nothing half written stays under its own name, and nothing begun stays behind', () => {
  const at = folder();
  const file = join(at, 'result.json');
  writeWhole(file, 'first');
  assert.throws(() => writeWhole(file, undefined as unknown as string));
  assert.equal(readFileSync(file, 'utf8'), 'first');
  writeWhole(file, 'second');
  assert.deepEqual(
    readdirSync(at).filter(name => name.startsWith('result')),
    ['result.json'],
  );
  assert.ok(existsSync(file));
  rmSync(at, { recursive: true });
});

test('a record of what was made that cannot be read means that it is made again', () => {
  const at = folder();
  const one = counting(at, 'one', () => 1);
  runSteps(at, [one.declared], quietly);
  writeFileSync(join(at, 'results', 'made.json'), '{ broken');
  runSteps(at, [one.declared], quietly);
  assert.equal(one.counted.times, 2);
  rmSync(at, { recursive: true });
});
