import { test } from 'node:test';
import assert from 'node:assert/strict';
import { describeAlone } from '../../src/answers/alone.ts';
import { compare } from '../../src/answers/compare.ts';
import { replicate } from '../../src/answers/replicate.ts';
import { describeBacktest } from '../../src/calibration/backtest.ts';
import type { ObservedSeries } from '../../src/calibration/observed-series.ts';
import { course, filled, monthly, runsOf } from './known-world.ts';

const series = monthly(12);
const runs = runsOf(course, series, 1, 0, 200).map(run => run.figures);

test('a plan that is right holds what was observed as often as its intervals say, over made-up worlds', () => {
  const worlds = runsOf(course, series, 1, 3000, 3040);
  const shares = worlds.map(
    ({ figures }) => describeBacktest(course, filled(series, figures), runs).coverage.share,
  );
  const mean = shares.reduce((sum, share) => sum + share, 0) / shares.length;
  const error = Math.sqrt(
    shares.reduce((sum, share) => sum + (share - mean) ** 2, 0) / shares.length / (shares.length - 1),
  );
  // 200 runs make the interval from the 5th to the 195th: it holds 94.5% of further ones.
  assert.ok(Math.abs(mean - 0.945) < 4 * error, `${mean}, error ${error}`);
  assert.ok(error < 0.03, 'too few worlds to tell');
});

test('a plan that is wrong is told as wrong, with how far off it was', () => {
  const wrong = series.figures.map((figure, i) =>
    figure.statistic === 'came' ? runs[0][i] + 200 : runs[0][i],
  );
  const told = describeBacktest(course, filled(series, wrong), runs);
  assert.match(told.words, /as few lie inside in 1 in 100 times: the plan is wrong somewhere/);
  assert.equal(told.checks.length, 48);
  const came = told.scores.find(({ stage, statistic }) => stage === 'course' && statistic === 'came')!;
  assert.equal(came.inside, 0);
  assert.ok(came.error > 100);
  assert.deepEqual([told.begins, told.from, told.to], ['2024-01-01', '2024-01', '2024-12']);
});

test('a plan that was fitted to the time that it is held against says that this is no test; one fitted to earlier years is', () => {
  const fittedUpTo = (date: string): string => {
    const drawn = { together: 'calibrated own.csv', values: [30, 40] };
    const referrals = { label: 'Referrals', unit: 'people a month', date, drawn };
    const own = { ...course, parameters: { ...course.parameters, referrals } };
    return describeBacktest(own, filled(series, runs[0]), runs).words;
  };
  assert.match(
    fittedUpTo('2024-12'),
    /1 of its numbers was learned or counted from figures up to 2024-12, so it had seen/,
  );
  assert.match(fittedUpTo('2024'), /no test of what it foretells/);
  assert.doesNotMatch(fittedUpTo('2023-12'), /no test/);
  assert.doesNotMatch(describeBacktest(course, filled(series, runs[0]), runs).words, /no test/);
});

test('the past stands next to the forecast in the result, and is null where nothing observed was given', () => {
  const told = describeBacktest(course, filled(series, runs[0]), runs);
  const one = replicate([course], 1, 4);
  assert.deepEqual(describeAlone(course, 0, 1, one, told).backtest, told);
  assert.equal(describeAlone(course, 0, 1, one).backtest, null);
  const both = replicate([course, course], 1, 4);
  assert.deepEqual(compare([course, course], 1, both, told).backtest, told);
});

test('a series that begins after the plan is laid beside the same months of the same run', () => {
  const whole = monthly(24);
  const later: ObservedSeries = {
    ...whole,
    begins: '2025-01-01',
    periods: 12,
    figures: whole.figures
      .filter(figure => figure.number >= 12)
      .map(figure => ({ ...figure, number: figure.number - 12 })),
  };
  const [one] = runsOf(course, whole, 1, 0, 1);
  const [other] = runsOf(course, later, 1, 0, 1);
  assert.deepEqual(
    other.figures,
    one.figures.filter((_, i) => whole.figures[i].number >= 12),
  );
});
