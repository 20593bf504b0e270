import { test } from 'node:test';
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeProgress, type StepProgress } from '../../src/analysis/progress.ts';
import { readAnalysis } from '../../src/analysis/read-analysis.ts';

const folder = () => mkdtempSync(join(tmpdir(), 'throughcare-read-'));
const step = (name: string, state: StepProgress['state'], why = ''): StepProgress => ({
  step: name,
  words: 'Running both plans',
  state,
  done: 3,
  of: 10,
  why,
});
const plan = 'two-chief-officers';
const planStep = `plan ${plan}`;

function aDeadProcess(): number {
  return spawnSync(process.execPath, ['-e', '']).pid;
}

test('without anything there, a result is missing', () => {
  const at = folder();
  assert.equal(readAnalysis(at).plan(plan).state, 'missing');
  rmSync(at, { recursive: true });
});

test('while the work runs, the steps and how far they are can be read', () => {
  const at = folder();
  const steps = [step(planStep, 'now')];
  writeProgress(at, { format: 'throughcare progress 1', pid: process.pid, steps });
  assert.deepEqual(readAnalysis(at).plan(plan), { state: 'working', steps });
  rmSync(at, { recursive: true });
});

test('work whose process is gone is not said to go on', () => {
  const at = folder();
  writeProgress(at, {
    format: 'throughcare progress 1',
    pid: aDeadProcess(),
    steps: [step(planStep, 'now')],
  });
  assert.equal(readAnalysis(at).plan(plan).state, 'stopped');
  rmSync(at, { recursive: true });
});

test('a step that stopped gives its reason, though others still work', () => {
  const at = folder();
  const steps = [step(planStep, 'stopped', 'The scenario is empty.'), step('linkage-quality', 'now')];
  writeProgress(at, { format: 'throughcare progress 1', pid: process.pid, steps });
  assert.deepEqual(readAnalysis(at).plan(plan), { state: 'stopped', words: 'The scenario is empty.' });
  assert.equal(readAnalysis(at).linkageQuality().state, 'working');
  rmSync(at, { recursive: true });
});

test('a linkage of another shape is none: the page says so and does not break', () => {
  const at = folder();
  mkdirSync(join(at, 'results'));
  for (const name of ['linkage', 'linkage-quality']) {
    writeFileSync(
      join(at, 'results', `${name}.json`),
      `{"format":"throughcare ${name.replace('-', ' ')} 1"}`,
    );
  }
  assert.equal(readAnalysis(at).linkage().state, 'missing');
  assert.equal(readAnalysis(at).linkageQuality().state, 'missing');
  rmSync(at, { recursive: true });
});

test('a result of another format is none, and a name can lead nowhere else', () => {
  const at = folder();
  mkdirSync(join(at, 'results', 'plans'), { recursive: true });
  writeFileSync(join(at, 'results', 'plans', `${plan}.json`), '{"format":"throughcare plan 0"}');
  assert.equal(readAnalysis(at).plan(plan).state, 'missing');
  assert.equal(readAnalysis(at).plan(`../plans/${plan}`).state, 'missing');
  rmSync(at, { recursive: true });
});
