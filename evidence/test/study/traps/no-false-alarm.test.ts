import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { regularizedBeta, stream } from '@throughcare/numerics';
import { isEstimate, reportText } from '../../../src/index.ts';
import type { PairReport, StudyReport } from '../../../src/index.ts';
import { populationEffect } from '../../../src/simulated/index.ts';
import type { Pair } from '../../../src/simulated/potential-outcomes.ts';
import { ALONE, CUSTODY, extract, pairOf, REQUIRED, reportOn, seeds, withColumn } from './trap-study.ts';

// Worlds of 8,000 people, seeds 1 to 25 and no other. Three pairs done right, whose groups differ as courts choose, and a
// lot drawn among people on a community order alone, whose halves differ in nothing.
const SEEDS = 25;
const PAIRS: readonly Pair[] = [
  ['custody', 'required'],
  ['custody', 'alone'],
  ['required', 'alone'],
];
const LOT = `
  a: { label: lot a, where: { disposal: community, requirement: none, volunteered: 'no', lot: a }, time_zero: sentenced_on, programme: none }
  b: { label: lot b, where: { disposal: community, requirement: none, volunteered: 'no', lot: b }, time_zero: sentenced_on, programme: none }`;

const reports: StudyReport[] = [];
const lots: PairReport[] = [];
before(() => {
  for (const seed of seeds(SEEDS)) {
    const files = extract(seed, 8000);
    const compare = '[[custody, required], [custody, alone], [required, alone]]';
    reports.push(reportOn(files, { arms: CUSTODY + REQUIRED + ALONE, compare }));
    const drawn = withColumn(files, 'lot', (_, i) => (stream(seed, 7, i).chance(0.5) ? 'a' : 'b'));
    const columns = '\n        lot: { one_of: [a, b] }';
    lots.push(
      pairOf(reportOn(drawn, { arms: LOT, columns, compare: '[[a, b]]', estimand: 'ATE' }), 'a', 'b'),
    );
  }
});

/** The most false alarms that a share of `rate` gives in `of` tries but once in about a thousand times. */
function most(rate: number, of: number): number {
  let k = 0;
  // P(X > k) for X ~ Binomial(of, rate).
  while (regularizedBeta(rate, k + 1, of - k) > 0.001) k++;
  return k;
}

test('a study done right names no trap but what its figures show, whatever the seed', t => {
  const pairs = reports.flatMap(report => report.pairs);
  assert.equal(pairs.length, 3 * SEEDS);
  const ids = new Set([...pairs, ...lots].flatMap(pair => pair.traps.map(({ id }) => id)));
  ids.delete('naive differs');
  ids.delete('hidden confounder');
  assert.deepEqual([...ids], []);
  // A negative control is a test at 5 in 100, so it is wrong in 1 of 20 of pairs in which nothing is hidden.
  const flagged = [...pairs, ...lots].filter(pair => pair.traps.some(({ id }) => id === 'hidden confounder'));
  const allowed = most(0.05, 4 * SEEDS);
  t.diagnostic(
    `${flagged.length} of ${4 * SEEDS} by the negative control; ${allowed} allowed, false alarm of this test below .001`,
  );
  assert.ok(flagged.length <= allowed, `${flagged.length}`);
});

test('groups that a lot has drawn do not differ from what they seem at first sight', t => {
  // By the rule's own doc: fewer than 2 in 1,000 where covariates explain a tenth of the outcome; here they explain less.
  const named = lots.filter(pair => pair.traps.some(({ id }) => id === 'naive differs')).length;
  const allowed = most(0.002, SEEDS);
  t.diagnostic(`${named} of ${SEEDS}, ${allowed} allowed`);
  assert.ok(named <= allowed, `${named}`);
});

test('harm that is only who was sent where vanishes, is named with both figures, and is no conclusion', t => {
  let named = 0;
  let told = 0;
  for (const report of reports) {
    const pair = pairOf(report, 'custody', 'alone');
    const trap = pair.traps.find(({ id }) => id === 'naive differs');
    if (trap === undefined) continue;
    assert.ok(isEstimate(pair.naive) && isEstimate(pair.headline));
    const [first, second] = [pair.naive, pair.headline].map(({ value }) => String(Math.round(1000 * value)));
    assert.ok(trap.size?.startsWith(`${first} at first sight, ${second} made alike`), trap.size ?? '');
    assert.ok(reportText(report).includes(`Trap, naive differs: ${trap.sentence} (${trap.size ?? ''})`));
    named++;
    if (pair.conclusion.verdict !== 'cannot tell yet') told++;
  }
  t.diagnostic(`named in ${named}, a difference concluded in ${told} of ${SEEDS}`);
  // The naive figure is 52 in a thousand with a standard error of 11, and moves by as much: named but for 1 in 1,000 worlds.
  assert.ok(named >= SEEDS - 1);
  // Nothing is true; a 95% interval leaves nothing out in 1 of 20.
  assert.ok(told <= most(0.05, SEEDS), `${told}`);
});

for (const pair of PAIRS) {
  const truth = populationEffect(pair, 365, 'ATO').riskDifference;
  test(`${pair[0]} against ${pair[1]}: the report's interval holds the true effect as often as it should`, t => {
    const covered = reports.filter(report => {
      const { headline } = pairOf(report, pair[0], pair[1]);
      return isEstimate(headline) && headline.interval.lower <= truth && truth <= headline.interval.upper;
    }).length;
    const missed = SEEDS - covered;
    t.diagnostic(`${covered} of ${SEEDS}`);
    assert.ok(missed <= most(0.05, SEEDS), `${missed} of ${SEEDS} miss ${truth}`);
  });
}
