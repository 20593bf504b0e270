import { test } from 'node:test';
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PlanAlone } from '@throughcare/planning';
import { plan } from '../../src/commands/plan.ts';
import { calling } from './calling.ts';
import { desk } from './desk-plan.ts';

const call = calling(plan);

test('one file alone: what decides its main figures is printed and in --json, and 30 runs are too few for shares', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'plan-'));
  try {
    const file = join(folder, 'desk.yaml');
    const uncertain = desk
      .replace('label: price, value: 10', 'label: Price, uniform: [1, 19]')
      .replace('label: mean, value: 0.7', 'label: Mean, uniform: [0.6, 0.8]');
    writeFileSync(file, uncertain.replace('years: 3', 'years: 1').replace('drawnYear: 3', 'drawnYear: 1'));
    const { out } = await call('run', file, '--replications', '120');
    // A price from 1 to 19 varies by 52 in 100 of its mean and those who come by 3: 99.6 in 100 of the spread by hand.
    assert.match(
      out,
      /\n {2}Cost\. Price: £[\d,]+ where it is lowest, £[\d,]+ where it is highest; (?:99|100) in 100 of the spread between runs \(95% \d+ to \d+\)\n/,
    );
    assert.match(out, /\n {2}Desk: mean wait, year 1\. Mean: 0\.\d+ days where it is lowest, /);
    assert.match(out, /\n {2}Detected reoffences\. It came out the same in all 120 runs/);
    const few = await call('run', file, '--replications', '30', '--json');
    const { decides } = JSON.parse(few.out) as PlanAlone;
    assert.deepEqual(
      decides['0.cost'].movers.map(({ parameter, share }) => [parameter, share]),
      [['price', null]],
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('plan run tells where both come out even, and under which rule a bar counts as clear', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'plan-'));
  const source = 'date: 2027, source: Made up';
  const helped = `name: Helped
summary: Made up.
side: more programmes
begins: 2027-01-01
years: 2
drawnYear: 1
place: help
doesNotWeigh: [Nothing]
arrivals: { label: People, to: help, rate: rate, growth: none }
detectedReoffending: { share: again, within: year, returnsTo: help }
stages:
  help: { label: Help, stay: { fixed: long }, next: [{ rest: leaves }], detectedReoffending: { inside: effect } }
parameters:
  rate: { label: Rate, value: 40, unit: people a week, ${source} }
  none: { label: None, value: 0, unit: in 100 a year, ${source} }
  again: { label: Again, value: 40, unit: in 100, ${source} }
  year: { label: Year, value: 1, unit: years, ${source} }
  long: { label: Length, value: 6, unit: months, ${source} }
  effect: { label: Effect of help, uniform: [0.5, 1.5], unit: hazard ratio, date: 2027 }
`;
  try {
    const files = ['helped.yaml', 'not.yaml'].map(name => join(folder, name));
    writeFileSync(files[0], helped);
    const one = `effect: { label: No help, value: 1, unit: hazard ratio, ${source} }`;
    writeFileSync(files[1], `extends: helped.yaml\nname: Not\nparameters:\n  ${one}\n`);
    const { out } = await call('run', ...files, '--replications', '40');
    const even =
      /Both come out even where "Effect of help" is ([\d.]+) hazard ratio \(95% ([\d.]+) to ([\d.]+)\)/;
    const [at, low, high] = even.exec(out)!.slice(1).map(Number);
    // The line is straight and what it follows bends a little.
    assert.ok(low <= at && at <= high && Math.abs(at - 1) < 0.02, `${at}, ${low} to ${high}`);
    assert.match(out, /Welch’s t, with Holm’s rule over all bars/);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('a run that would not end is stopped with what it knows: how far it came, and where most of it went on', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'plan-'));
  try {
    const file = join(folder, 'round.yaml');
    writeFileSync(
      file,
      // Some fifteen million people in each of two runs, each of which takes seconds.
      desk
        .replace('value: 24, unit: people a week', 'value: 100000, unit: people a week')
        .replace('value: 0.7, unit: days', 'value: 0.0000001, unit: days'),
    );
    let [out, err] = ['', ''];
    const asked = setTimeout(() => process.emit('SIGINT'), 1500);
    const status = await plan.run(['run', file, '--replications', '2', '--threads', '1'], {
      out: text => (out += text),
      err: text => (err += text),
    });
    clearTimeout(asked);
    assert.deepEqual([status, out], [130, ''], err);
    assert.match(
      err,
      /With "A desk" a run was stopped on its way: it had come to day \d+ of 1,096, in year \d, after [\d,]+ events, .*Most came to "Desk" in that year: [\d,]+ so far\.\n.*no figures\. What was under way is told above\./,
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
});
