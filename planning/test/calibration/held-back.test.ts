import { test } from 'node:test';
import assert from 'node:assert/strict';
import { describeCalibration, fitSeries } from '../../src/calibration/calibrate.ts';
import type { Calibration } from '../../src/calibration/calibrate.ts';
import { seldomAsFew } from '../../src/calibration/as-few-inside.ts';
import type { ObservedSeries } from '../../src/calibration/observed-series.ts';
import { posteriorScenario } from '../../src/calibration/posterior-scenario.ts';
import { readSeries } from '../../src/calibration/observed-series.ts';
import { seriesRunner } from '../../src/calibration/series-run.ts';
import type { SeriesRun } from '../../src/calibration/series-run.ts';
import { drawParameter } from '../../src/scenario/parameter.ts';
import { ScenarioError } from '../../src/scenario/scenario-error.ts';
import { readTexts } from '../answers/small-scenario.ts';
import { course, courseText, filled, monthly, runsOf } from './known-world.ts';

const series = monthly(36);
const table = runsOf(course, series, 1, 0, 800);
const draws = 60;

function calibrated(observed: ObservedSeries, runs: readonly SeriesRun[] = table): Calibration {
  const fits = fitSeries(runs, observed, 12, draws);
  const runAt = seriesRunner(course, observed, 2);
  const figuresOf = (rows: readonly (readonly number[])[]): (readonly number[])[] =>
    rows.map((scores, run) => runAt(run, scores).figures);
  return describeCalibration(course, observed, 1, runs.length, fits, {
    whole: figuresOf(fits.whole.draws.slice(0, 20)),
    before: figuresOf(fits.before!.draws),
  });
}

test('a year that was held back lies in the intervals as often as they say, over made-up truths', () => {
  const truths = runsOf(course, series, 1, 7000, 7040);
  const found = truths.map(truth => calibrated(filled(series, truth.figures)).heldBack!);
  const figures = found.flatMap(({ checks }) => checks);
  assert.equal(figures.length, 40 * 12 * 4);
  // 1 in 20 of right plans: 2 of 40, and three standard errors are 4.
  assert.ok(found.filter(({ asFew }) => asFew <= seldomAsFew).length <= 6);
  const share = figures.filter(check => check.inside).length / figures.length;
  const half = figures.filter(check => check.insideHalf).length / figures.length;
  // 1,920 figures of 40 truths, much alike within each: the error of a share of 95% over truths is some 1%.
  assert.ok(share > 0.88 && share < 0.995, `95% intervals hold ${share}`);
  assert.ok(half > 0.38 && half < 0.65, `half intervals hold ${half}`);
});

test('a year in which the world changed is told by its coverage and by its error beside last year’s', () => {
  const truth = runsOf(course, series, 1, 7000, 7001)[0].figures;
  const changed = series.figures.map(({ number, stage, statistic }, i) =>
    number >= 24 && stage === 'course' && statistic === 'came' ? 3 * truth[i] + 60 : truth[i],
  );
  const { heldBack, words } = calibrated(filled(series, changed));
  assert.match(words, /Where the plan is right, as few do in \d in 100 times: it is surer of what comes/);
  const came = heldBack!.scores.find(({ stage, statistic }) => stage === 'course' && statistic === 'came')!;
  assert.equal(came.inside, 0);
  assert.ok(came.error > 60, `${came.error}`);
  assert.equal(heldBack!.from, '2026-01');
  assert.ok(came.errorOfLastYear! > 60);
});

test('what is held back does not touch the fit: other figures there leave the draws as they were', () => {
  const truth = runsOf(course, series, 1, 7000, 7001)[0].figures;
  const other = series.figures.map(({ number }, i) => (number >= 24 ? truth[i] + 50 : truth[i]));
  const before = (figures: readonly number[]): string =>
    JSON.stringify(fitSeries(table, filled(series, figures), 12, draws).before!.draws);
  assert.equal(before(truth), before(other));
});

test('the scenario that is written extends the other, can be run, and draws what was learned together', () => {
  const observed = filled(series, runsOf(course, series, 1, 7000, 7001)[0].figures);
  const fits = fitSeries(table, observed, 12, draws);
  const calibration = calibrated(observed);
  const text = posteriorScenario(course, observed, calibration, fits.whole, 'course.yaml');
  const posterior = readTexts({ 'course.yaml': courseText, 'posterior.yaml': text }, 'posterior.yaml');
  assert.equal(posterior.name, 'A course, calibrated');
  const learned = Object.entries(posterior.parameters).filter(([, each]) => each.drawn);
  assert.deepEqual(learned.map(([name]) => name).sort(), ['finish', 'referrals', 'stay', 'waiting-now']);
  for (const [name, { source, date }] of learned) {
    assert.match(source!, /^Calibrated to made-up\.csv, 2024-01 to 2026-12 \(800 runs, seed 1\)$/, name);
    assert.equal(date, '2026-12', name);
  }
  assert.ok(posterior.parameters['cost'].uniform, 'the series says nothing of the cost');
  // Every run takes one row of the fit: the same place in each list.
  for (let run = 0; run < 20; run++) {
    const places = learned.map(([name, each]) =>
      each.drawn!.values.indexOf(drawParameter(name, each, 1, run)),
    );
    const rows = learned.map(([, each]) => each.drawn!.values[places[0]]);
    learned.forEach(([name, each], i) => assert.equal(drawParameter(name, each, 1, run), rows[i], name));
  }
});

test('a series is read by line, and what is wrong with it is told with the mend', () => {
  const read = (...lines: string[]): string => {
    try {
      return JSON.stringify(
        readSeries('a/own.csv', ['period,stage,statistic,value', ...lines].join('\n'), course),
      );
    } catch (error) {
      assert.ok(error instanceof ScenarioError, String(error));
      return error.message;
    }
  };
  const good = read('2024-03,course,came,41', '2024-02,course,waiting,7');
  assert.match(good, /"file":"own\.csv","every":"month","begins":"2024-02-01","periods":2/);
  assert.equal(
    read('2024-03,course,came,41', '2025-01,course,came,7', '2024-02,course,came,5'),
    read('2024-02,course,came,5', '2024-03,course,came,41', '2025-01,course,came,7'),
    'the same figures in another order are the same series',
  );
  assert.match(read('2024-03,corse,came,41'), /own\.csv:2:1 There is no stage corse\. Did you mean course\?/);
  assert.match(
    read('2024-03,course,come,41'),
    /own\.csv:2:1 Nothing called come is counted\. Did you mean came\?/,
  );
  assert.match(read('2024-13,course,came,41'), /The period is 2024-13\. Write 2024-03 or 2024/);
  for (const odd of [
    '-1',
    '0x10',
    '1e3',
    '+5',
    '.5',
    '5.',
    '1 000',
    'NaN',
    'Infinity',
    '1_000',
    '9'.repeat(400),
  ]) {
    const told = read(`2024-03,course,came,${odd}`);
    assert.ok(
      told.startsWith(`a/own.csv:2:1 The value is ${odd}. Write it in digits, such as 412 or 30.5`),
      told,
    );
  }
  for (const plain of ['412', '30.5', ' 12 ', '"12"', '0', '007'])
    assert.match(read(`2024-03,course,came,${plain}`), /"value":(412|30\.5|12|0|7)\}/);
  assert.match(read('2024-03,constructor,came,4'), /There is no stage constructor/);
  assert.match(read('2024-03,course,came,'), /The value is missing/);
  assert.match(read('2024-03,course,came'), /This line has 3 fields/);
  assert.match(read('2024-03,course,came,1', '2024-03,course,came,2'), /own\.csv:3:1 .* stands there twice/);
  assert.match(
    read('2024-03,course,came,1', '2024,course,came,2'),
    /own\.csv:3:1 2024 stands beside whole months/,
  );
  assert.match(read('2023-03,course,came,1'), /2023-03 lies before the plan begins \(2024-01-01\)/);
  assert.match(
    read('2024-03,course,came,1', '2204-03,course,came,2'),
    /own\.csv:3:1 2204-03 lies 30 years or more after the plan begins \(2024-01-01\)\. Mend the year/,
  );
  assert.match(read(), /There are no figures/);
});
