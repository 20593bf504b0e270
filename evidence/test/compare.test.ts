import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { balanceTable, compareTwoArms, designMatrix, ESTIMANDS, worstImbalance } from '../src/index.ts';
import { assertNear, fixtureJson } from './fixture.ts';
import { lalondeDesign, lalondeEarnings, lalondeTreated } from './lalonde.ts';

const lalonde = (estimand: (typeof ESTIMANDS)[number]): ReturnType<typeof compareTwoArms> =>
  compareTwoArms({
    design: lalondeDesign(),
    arm: lalondeTreated(),
    first: 1,
    second: 0,
    outcome: lalondeEarnings(),
    estimand,
  });

test('weighting agrees with R to 1e-8 for ATE, ATT and ATO: difference, HC0, M-estimation, effective numbers', () => {
  const reference = fixtureJson().lalonde_weighting;
  for (const estimand of ['ATE', 'ATT', 'ATO'] as const) {
    const found = lalonde(estimand);
    assertNear(found.difference, reference[estimand].est);
    assertNear(found.standardErrorHC0, reference[estimand].HC0);
    assertNear(found.effective[0], reference[estimand].ess.treated);
    assertNear(found.effective[1], reference[estimand].ess.control);
    assertNear(found.means[0], reference.mestimation[estimand].mu1);
    assertNear(found.means[1], reference.mestimation[estimand].mu0);
    assertNear(found.standardErrorM, reference.mestimation[estimand].se);
    assertNear(found.naiveDifference, reference.unadjusted.diff);
  }
});

test('standardised mean differences agree with R before and after weighting', () => {
  const reference = fixtureJson().lalonde_weighting;
  for (const estimand of ['ATE', 'ATT', 'ATO'] as const) {
    const { treated, balancing } = lalonde(estimand);
    const { vars, balance } = reference[estimand];
    const after = estimand === 'ATT' ? balance.smd_treated_unw : balance.smd_pooled_unw;
    for (const row of balanceTable(lalondeDesign(), treated, balancing.weights, estimand)) {
      // Overlap weights balance exactly: there both are rounding error.
      assert.ok(Math.abs(row.standardizedMeanDifferenceAfter - after[vars.indexOf(row.covariate)]) < 1e-9);
      if (estimand !== 'ATT') {
        assertNear(row.standardizedMeanDifferenceBefore, reference.unadjusted.smd_pooled[row.covariate]);
      }
    }
  }
});

test('overlap weights make the means of every covariate equal', () => {
  const { treated, balancing } = lalonde('ATO');
  assert.ok(worstImbalance(balanceTable(lalondeDesign(), treated, balancing.weights, 'ATO')) < 1e-10);
});

test('one covariate with two levels gives the stratified answer that can be worked by hand', () => {
  // x = 0: 1 of 2 treated have the outcome, 1 of 4 others; x = 1: 3 of 4 treated, 1 of 2 others.
  const rows = [
    ...[1, 0].map(y => ({ x: 0, arm: 1, y })),
    ...[1, 0, 0, 0].map(y => ({ x: 0, arm: 0, y })),
    ...[1, 1, 1, 0].map(y => ({ x: 1, arm: 1, y })),
    ...[1, 0].map(y => ({ x: 1, arm: 0, y })),
  ];
  const compare = (estimand: (typeof ESTIMANDS)[number]): number =>
    compareTwoArms({
      design: designMatrix({ x: rows.map(r => r.x) }),
      arm: rows.map(r => r.arm),
      first: 1,
      second: 0,
      outcome: rows.map(r => r.y),
      estimand,
    }).difference;
  // The difference is 1/4 at either level, so every estimand has it; the naive one is 4/6 - 2/6.
  for (const estimand of ESTIMANDS) assertNear(compare(estimand), 1 / 4, 1e-12);
});

test('a comparison leaves other arms out and turns round with its arms', () => {
  const row = fc.record({
    x: fc.integer({ min: 0, max: 3 }),
    arm: fc.integer({ min: 0, max: 2 }),
    y: fc.integer({ min: 0, max: 1 }),
  });
  fc.assert(
    fc.property(fc.array(row, { minLength: 60, maxLength: 120 }), sample => {
      const two = sample.filter(r => r.arm < 2);
      const compare = (
        rows: typeof sample,
        first: number,
        second: number,
      ): ReturnType<typeof compareTwoArms> =>
        compareTwoArms({
          design: designMatrix({ x: rows.map(r => r.x) }),
          arm: rows.map(r => r.arm),
          first,
          second,
          outcome: rows.map(r => r.y),
          estimand: 'ATO',
        });
      fc.pre(new Set(two.map(r => r.arm)).size === 2);
      const one = compare(sample, 0, 1);
      fc.pre(one.propensity.separated.length === 0);
      assert.deepEqual(compare(two, 0, 1).difference, one.difference);
      const turned = compare(sample, 1, 0);
      assert.ok(Math.abs(turned.difference + one.difference) < 1e-9);
      assert.ok(Math.abs(turned.standardErrorM - one.standardErrorM) < 1e-9);
      const shuffled = compare([...sample].reverse(), 0, 1);
      assert.ok(Math.abs(shuffled.difference - one.difference) < 1e-9);
    }),
  );
});

test('everybody ten times over, across several blocks of rows, gives the same difference and a surer one', () => {
  const design = lalondeDesign();
  const times = <T>(values: readonly T[]): T[] => Array.from({ length: 10 }, () => values).flat();
  const tenfold = compareTwoArms({
    design: { ...design, rows: design.rows * 10, values: Float64Array.from(times([...design.values])) },
    arm: times(lalondeTreated()),
    first: 1,
    second: 0,
    outcome: times(lalondeEarnings()),
    estimand: 'ATE',
  });
  const once = lalonde('ATE');
  assertNear(tenfold.difference, once.difference, 1e-9);
  assertNear(tenfold.standardErrorHC0, once.standardErrorHC0 / Math.sqrt(10), 1e-9);
  assertNear(tenfold.standardErrorM, once.standardErrorM / Math.sqrt(10), 1e-9);
});
