import { test } from 'node:test';
import assert from 'node:assert/strict';
import { regularizedGamma } from '@throughcare/numerics';
import { fitRuns } from '../../src/calibration/fit.ts';
import { fitSeries } from '../../src/calibration/calibrate.ts';
import { seriesRunner, uncertainParameters, valueAtScore } from '../../src/calibration/series-run.ts';
import type { ObservedSeries } from '../../src/calibration/observed-series.ts';
import { course, filled, monthly, runsOf, tableOf } from './known-world.ts';

const names = uncertainParameters(course);
const all = (series: ObservedSeries): number[] => series.figures.map((_, i) => i);

test('a rate from counts: the draws are those of the posterior that is known in closed form', () => {
  // Uniform before, Poisson counts: a gamma with shape total + 1, cut to the range.
  const series: ObservedSeries = {
    ...monthly(12),
    figures: monthly(12).figures.filter(({ stage, statistic }) => stage === 'course' && statistic === 'came'),
  };
  const runs = runsOf(course, series, 1, 0, 1500);
  const total = 480;
  const observed = series.figures.map((_, i) => 40 + [3, -5, 8, -2, 0, -4, 6, -6, 1, 4, -7, 2][i]);
  const { draws } = fitRuns(runs, filled(series, observed).figures, all(series), 400);
  const months = 366 / (365.25 / 12);
  const below = (rate: number): number => regularizedGamma(total + 1, rate * months).lower;
  const [low, high] = [below(20), below(60)];
  const own = draws.map(row => valueAtScore(course.parameters['referrals'], row[names.indexOf('referrals')]));
  // Where the draws stand in the true posterior must look uniform: mean 1/2, spread 1/sqrt(12).
  const places = own.map(rate => (below(rate) - low) / (high - low));
  const mean = places.reduce((sum, p) => sum + p, 0) / places.length;
  const spread = Math.sqrt(places.reduce((sum, p) => sum + (p - mean) ** 2, 0) / places.length);
  assert.ok(Math.abs(mean - 0.5) < 0.08, `mean ${mean}`);
  assert.ok(Math.abs(spread - 1 / Math.sqrt(12)) < 0.05, `spread ${spread}`);
});

// Half the draws and half the months show of single runs what the whole would in an eighth of the time: a map that has
// seen the run it sums up is told. That runs of one draw have to go together shows in twice the months alone.
for (const [draws, runsADraw, months] of [
  [600, 1, 12],
  [350, 3, 24],
]) {
  test(`over many made-up truths the intervals hold what was planted as often as they say, for every number: ${draws} draws, ${runsADraw} runs each`, () => {
    const series = monthly(months);
    const table = tableOf(course, series, 1, draws, runsADraw);
    const truths = runsOf(course, series, 1, 5000, 5100);
    const ranks = names.map((): number[] => []);
    for (const truth of truths) {
      const fit = fitRuns(table, filled(series, truth.figures).figures, all(series), 99);
      truth.scores.forEach((score, i) => ranks[i].push(fit.draws.filter(row => row[i] < score).length));
    }
    ranks.forEach((own, i) => {
      // Ranks among 99 draws are uniform on 0 to 99 when the draws are the posterior (Talts et al. 2018). The draws
      // repeat the heavier runs, so tenths are counted rather than single ranks.
      const tenths = Array.from(
        { length: 10 },
        (_, k) => own.filter(rank => Math.floor(rank / 10) === k).length,
      );
      const chi = tenths.reduce((sum, count) => sum + (count - 10) ** 2 / 10, 0);
      // The 99.9% point of chi-square with 9 degrees is 27.9.
      assert.ok(chi < 27.9, `${names[i]}: tenths ${tenths.join(' ')}, chi-square ${chi}`);
      const covered = own.filter(rank => rank >= 5 && rank <= 94).length;
      // 90% of 100, and 3.3 standard errors of 3 either side.
      assert.ok(covered >= 80 && covered <= 99, `${names[i]}: ${covered} of 100 in the 90% interval`);
    });
  });
}

test('over many seeds of the table and the truth together, half, nine tenths and 95 in 100 are what they say', () => {
  const series = monthly(12);
  const inside = { half: 0, nineTenths: 0, most: 0 };
  let asked = 0;
  for (let seed = 1; seed <= 8; seed++) {
    const table = tableOf(course, series, seed, 300, 1);
    for (const truth of runsOf(course, series, seed, 9000, 9015)) {
      const { draws, told } = fitRuns(table, filled(series, truth.figures).figures, all(series), 199);
      truth.scores.forEach((score, i) => {
        // Of what the figures say nothing, the interval is that of before and must hold as often too.
        if (told[i] < 0.1) return;
        asked++;
        const rank = draws.filter(row => row[i] < score).length;
        if (rank >= 50 && rank <= 149) inside.half++;
        if (rank >= 10 && rank <= 189) inside.nineTenths++;
        if (rank >= 5 && rank <= 194) inside.most++;
      });
    }
  }
  assert.ok(asked > 300, `${asked} intervals were looked at`);
  // Those of one truth go together in part: half as many are counted as independent, and three standard errors allowed.
  const near = (count: number, share: number): void => {
    const error = Math.sqrt((share * (1 - share)) / (asked / 2));
    assert.ok(Math.abs(count / asked - share) < 3 * error, `${count} of ${asked} for ${share}`);
  };
  near(inside.half, 0.5);
  near(inside.nineTenths, 0.9);
  near(inside.most, 0.95);
});

test('runs of one draw share its numbers and not its luck, and run 0 is that of a table of single runs', () => {
  const series = monthly(6);
  const single = tableOf(course, series, 3, 4, 1);
  const triple = tableOf(course, series, 3, 4, 3);
  for (let draw = 0; draw < 4; draw++) {
    const own = triple.filter(run => run.draw === draw);
    assert.equal(own.length, 3);
    assert.deepEqual(own[0], single[draw]);
    for (const run of own) assert.deepEqual(run.scores, single[draw].scores);
    assert.notDeepEqual(own[1].figures, own[0].figures);
    assert.notDeepEqual(own[2].figures, own[1].figures);
  }
});

test('what the figures tell is learned near the planted number, and what they cannot tell stays as assumed', () => {
  const planted = { referrals: 1, stay: -0.8, 'waiting-now': 0.5, finish: -1, cost: 1.5 };
  const series = monthly(24);
  const scores = names.map(name => planted[name as keyof typeof planted]);
  const truth = seriesRunner(course, series, 7)(123_456, scores);
  const runs = runsOf(course, series, 1, 0, 1200);
  const fit = fitRuns(runs, filled(series, truth.figures).figures, all(series), 200);
  for (const name of ['referrals', 'stay', 'waiting-now', 'finish']) {
    const i = names.indexOf(name);
    const { mean, spread } = fit.scores[i];
    assert.ok(spread < 0.5, `${name} is hardly narrower: ${spread}`);
    assert.ok(
      Math.abs(mean - scores[i]) < 4 * spread,
      `${name}: ${mean}, planted ${scores[i]}, spread ${spread}`,
    );
    assert.ok(fit.told[i] > 0.5, `${name}: told ${fit.told[i]}`);
  }
  const cost = names.indexOf('cost');
  // No figure depends on what a course costs.
  assert.ok(fit.scores[cost].spread > 0.85 && Math.abs(fit.scores[cost].mean) < 0.25);
  assert.equal(fit.beyond, false);
});

test('what no run could give is told as such', () => {
  const series = monthly(12);
  const runs = runsOf(course, series, 1, 0, 300);
  const impossible = series.figures.map(({ stage, statistic }) =>
    stage === 'course' && statistic === 'came' ? 400 : 10,
  );
  assert.equal(fitRuns(runs, filled(series, impossible).figures, all(series), 50).beyond, true);
});

test('a plan that is right is seldom told that it cannot give what was observed, with the fewest runs too', () => {
  const series = monthly(12);
  const table = runsOf(course, series, 5, 0, 100);
  const worlds = runsOf(course, series, 1, 3000, 3200);
  const beyond = worlds.filter(
    ({ figures }) => fitRuns(table, filled(series, figures).figures, all(series), 20).beyond,
  );
  // Of 100 runs and four numbers, 8 in 101 worlds are the outermost of something by chance alone. 1 in 100 is promised,
  // and of 200 worlds three standard errors are 4.
  assert.ok(beyond.length <= 6, `${beyond.length} of 200`);
});

test('too few runs, and a series that would be held back whole, are refused in words', () => {
  const series = monthly(12);
  const runs = runsOf(course, series, 1, 0, 20);
  assert.throws(
    () => fitRuns(runs, series.figures, all(series), 10),
    /There are 20 runs; a calibration needs 100 or more/,
  );
  assert.throws(() => fitSeries(runs, series, 12, 10), /All 12 months would be held back/);
});

test('the same seed gives the same figures and the same draws', () => {
  const series = filled(monthly(12), runsOf(course, monthly(12), 1, 900, 901)[0].figures);
  const once = (): string => JSON.stringify(fitSeries(runsOf(course, series, 1, 0, 150), series, 3, 20));
  assert.equal(once(), once());
});
