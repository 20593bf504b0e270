import { after, before, test } from 'node:test';
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readScenario } from '@throughcare/planning';
import type { Backtest, Calibration, PlanAlone } from '@throughcare/planning';
import { openCalibrationDesk } from '@throughcare/web';
import { plan } from '../../src/commands/plan.ts';
import { calling } from './calling.ts';

const course = `name: A course
summary: A course that everybody can begin.
side: other
begins: 2024-01-01
years: 2
drawnYear: 1
place: course
doesNotWeigh: [Nothing]
arrivals: { label: Referrals, to: course, rate: referrals, growth: none }
detectedReoffending: { share: never, within: year, returnsTo: course }
stages:
  course:
    label: Course
    stay: { exponential: { mean: stay } }
    next: [{ rest: leaves }]
    cost: { perStart: cost }
parameters:
  referrals: { label: Referrals, uniform: [20, 60], unit: people a month, date: 2024 }
  stay: { label: Mean stay, uniform: [1, 8], unit: months, date: 2024 }
  cost: { label: Cost, uniform: [1000, 5000], unit: £, date: 2024 }
  never: { label: Never, value: 0, unit: in 100, date: 2024, source: Made up }
  none: { label: None, value: 0, unit: in 100 a year, date: 2024, source: Made up }
  year: { label: A year, value: 1, unit: years, date: 2024, source: Made up }
`;
/** 40 come a month for two years, give or take. */
const series = [
  'period,stage,statistic,value',
  ...Array.from({ length: 24 }, (_, i) => {
    const month = `${2024 + Math.floor(i / 12)}-${String(1 + (i % 12)).padStart(2, '0')}`;
    return `${month},course,came,${40 + [3, -5, 8, -2, 0, -4, 6, -6, 1, 4, -7, 2][i % 12]}`;
  }),
].join('\n');

let folder: string;
before(() => {
  folder = mkdtempSync(join(tmpdir(), 'plan-calibrate-'));
  writeFileSync(join(folder, 'course.yaml'), course);
  writeFileSync(join(folder, 'own.csv'), series);
});
after(() => rmSync(folder, { recursive: true }));

const call = calling(plan, 'calibrate');

const both = (): [string, string] => [join(folder, 'course.yaml'), join(folder, 'own.csv')];

test('plan calibrate learns the rate, tells how it did on the year held back, and writes a scenario that runs', async () => {
  const written = join(folder, 'calibrated.yaml');
  const args = [...both(), '--runs', '200', '--draws', '40', '--json', '--scenario', written];
  const { status, out } = await call(...args);
  assert.equal(status, 0);
  const told = JSON.parse(out) as Calibration;
  const referrals = told.parameters.find(each => each.parameter === 'referrals')!;
  assert.ok(referrals.learned && referrals.low < 40 && 40 < referrals.high && referrals.narrowed < 0.3);
  assert.equal(told.parameters.find(each => each.parameter === 'cost')!.learned, false);
  assert.equal(told.heldBack!.from, '2025-01');
  assert.equal(told.heldBack!.checks.length, 12);
  const posterior = readScenario(written, file => readFileSync(file, 'utf8'));
  assert.equal(posterior.parameters['referrals'].drawn?.values.length, 40);
  // The same seed gives the same bytes on any number of threads.
  assert.equal((await call(...args, '--threads', '1')).out, out);
});

test('plan calibrate tells what the page tells: the same plan and figures give the same to the last bit', async () => {
  const { out } = await call(...both(), '--runs', '100', '--draws', '20', '--json');
  const desk = openCalibrationDesk({
    folder: join(folder, 'fits'),
    scenarios: [folder],
    runs: 100,
    draws: 20,
  });
  try {
    const organisation = '00000000-0000-4000-8000-000000000001';
    const own = { name: 'own.csv', csv: series };
    const question = {
      organisation,
      scenario: 'course',
      lines: '',
      series: own,
      heldBack: 12,
      ownRecord: false,
    };
    const id = desk.begin(question, 'Ines Vale', Date.UTC(2026, 2, 12))!;
    let standing = desk.standing(desk.find(organisation, id)!);
    while (standing.state === 'working' || standing.state === 'waiting') {
      await new Promise(resolve => setTimeout(resolve, 50));
      standing = desk.standing(desk.find(organisation, id)!);
    }
    assert.ok(standing.state === 'ready', JSON.stringify(standing));
    assert.deepEqual(standing.found.calibration, JSON.parse(out));
  } finally {
    await desk.stop();
  }
});

test('plan calibrate in words says what was learned first, and what stays as assumed', async () => {
  const { status, out } = await call(...both(), '--runs', '150', '--draws', '20');
  assert.equal(status, 0);
  assert.match(out, /The series narrows or moves \d of 3 uncertain numbers/);
  assert.ok(out.indexOf('Learned') < out.indexOf('Still as assumed'));
  assert.match(out, /Held back from 2025-01 on/);
  assert.match(out, /saying what was a year before would be/);
});

test('plan calibrate runs each draw several times when asked, the same on any number of threads', async () => {
  const args = [...both(), '--runs', '300', '--runs-a-draw', '3', '--draws', '20', '--json'];
  const { status, out } = await call(...args);
  assert.equal(status, 0);
  assert.equal((JSON.parse(out) as Calibration).runs, 300);
  assert.equal((await call(...args, '--threads', '1')).out, out);
});

test('Ctrl-C in the middle gives what is known by then, with its scenario', async () => {
  const written = join(folder, 'stopped.yaml');
  let out = '';
  let err = '';
  const io = {
    out: (text: string) => (out += text),
    err: (text: string) => {
      err += text;
      if (text.startsWith('300 of 3000')) process.emit('SIGINT');
    },
  };
  const args = ['calibrate', ...both(), '--runs', '3000', '--draws', '20', '--json', '--scenario', written];
  assert.equal(await plan.run(args, io), 130);
  assert.match(err, /It was stopped; this is what is known/);
  const told = JSON.parse(out) as Calibration;
  assert.ok(told.runs >= 100 && told.runs < 3000);
  assert.equal(told.heldBack, null);
  assert.match(readFileSync(written, 'utf8'), /^extends: course\.yaml$/m);
});

test('a faulty series is told by file and line, and nothing is run', async () => {
  const wrong = join(folder, 'wrong.csv');
  writeFileSync(wrong, series.replace('course,came', 'corse,came'));
  const { status, out, err } = await call(both()[0], wrong);
  assert.equal(status, 2);
  assert.equal(out, '');
  assert.match(err, /wrong\.csv:2:1 There is no stage corse\. Did you mean course\?\nNothing was run\./);
  assert.equal((await call(...both(), '--hold-back', '24')).status, 2);
  assert.equal((await call(...both(), '--runs', '5')).status, 2);
  // Three runs of each of 100 draws are 300.
  const few = await call(...both(), '--runs', '299', '--runs-a-draw', '3');
  assert.match(few.err, /--runs was 299; it can be from 300 to 1000000/);
  assert.equal((await call(both()[0])).status, 2);
});

test('plan backtest tells how often the intervals held; plan run puts it next to the forecast', async () => {
  let out = '';
  const io = { out: (text: string) => (out += text), err: () => undefined };
  assert.equal(await plan.run(['backtest', ...both(), '--runs', '40', '--json'], io), 0);
  const told = JSON.parse(out) as Backtest;
  assert.equal(told.checks.length, 24);
  // 40 a month lies in the middle of 20 to 60.
  assert.ok(told.checks.every(check => check.inside));
  out = '';
  const [file, observed] = both();
  const forecast = ['run', file, '--observed', observed, '--replications', '40'];
  assert.equal(await plan.run([...forecast, '--json'], io), 0);
  assert.deepEqual((JSON.parse(out) as PlanAlone).backtest, told);
  out = '';
  assert.equal(await plan.run(forecast, io), 0);
  assert.match(out, /How such a plan did in the past\n {2}Run from 2024-01-01/);
  assert.equal(await plan.run(['run', file, '--past', file], io), 2);
});
