import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  balanceTable,
  compareTwoArms,
  designMatrix,
  effectiveSampleSize,
  entropyBalance,
  worstImbalance,
} from '../src/index.ts';
import { assertNear } from './fixture.ts';
import { lalondeDesign, lalondeEarnings, lalondeTreated } from './lalonde.ts';
import { fromR } from './weights-fixture.ts';

const compare = (estimand: 'ATE' | 'ATT' | 'ATC') =>
  compareTwoArms(
    {
      design: lalondeDesign(),
      arm: lalondeTreated(),
      first: 1,
      second: 0,
      outcome: lalondeEarnings(),
      estimand,
    },
    { entropy: true },
  );

test('entropy balancing agrees with the reference: weights, effective number, difference, HC0', () => {
  const treated = lalondeTreated();
  const { weights } = entropyBalance(lalondeDesign(), treated, 'ATT');
  const others = weights.filter((_, i) => treated[i] === 0);
  fromR.reference.ebal_weights.forEach((weight, i) => assertNear(others[i], weight));
  assertNear(effectiveSampleSize(weights, treated, 0), fromR.reference.ebal.ess_control);
  assertNear(compare('ATT').difference, fromR.reference.ebal.est);
  assertNear(compare('ATT').standardErrorHC0, fromR.reference.ebal.HC0);
});

test('for ATE, ATT and ATC it agrees with R, M-estimation too, and the means are equal', () => {
  for (const estimand of ['ATE', 'ATT', 'ATC'] as const) {
    const wanted = fromR.entropy[estimand];
    const found = compare(estimand);
    assertNear(found.difference, wanted.est);
    assertNear(found.standardErrorHC0, wanted.HC0);
    assertNear(found.standardErrorM, wanted.M);
    const { weights } = found.balancing;
    assertNear(
      weights.reduce((total, weight) => total + weight, 0),
      wanted.sum1 + wanted.sum0,
    );
    const table = balanceTable(lalondeDesign(), found.treated, weights, estimand);
    assert.ok(worstImbalance(table) < 1e-9);
  }
});

test('of one covariate with two levels the weights are those that arithmetic gives', () => {
  // Three of the four in the first arm have x = 1, one of the four in the second has.
  const x = [1, 1, 1, 0, 1, 0, 0, 0];
  const { weights } = entropyBalance(designMatrix({ x }), [1, 1, 1, 1, 0, 0, 0, 0], 'ATT');
  [1, 1, 1, 1, 3, 1 / 3, 1 / 3, 1 / 3].forEach((weight, i) => assertNear(weights[i], weight, 1e-10));
});

test('neither the order of rows nor the units of a covariate move a weight', () => {
  const row = fc.record({ x: fc.integer({ min: 0, max: 9 }), treated: fc.constantFrom(0, 1) });
  fc.assert(
    fc.property(fc.array(row, { minLength: 40, maxLength: 60 }), sample => {
      const weigh = (rows: typeof sample, unit: (x: number) => number): Float64Array | undefined => {
        try {
          return entropyBalance(
            designMatrix({ x: rows.map(r => unit(r.x)) }),
            rows.map(r => r.treated),
            'ATE',
          ).weights;
        } catch (error) {
          assert.match((error as Error).message, /No weights give|are in the first arm/);
          return undefined;
        }
      };
      const plain = weigh(sample, x => x);
      fc.pre(plain !== undefined);
      const units = weigh(sample, x => 5e8 - 2000 * x);
      const turned = weigh([...sample].reverse(), x => x);
      plain.forEach((weight, i) => {
        assertNear(units?.[i] ?? 0, weight, 1e-7);
        assertNear(turned?.[sample.length - 1 - i] ?? 0, weight, 1e-7);
      });
    }),
  );
});

test('means out of reach are refused by name, and so are estimands without people', () => {
  const design = designMatrix({ age: [30, 40, 50, 60, 20, 21, 22, 23], other: [1, 2, 2, 1, 2, 1, 1, 2] });
  const treated = [1, 1, 1, 1, 0, 0, 0, 0];
  assert.throws(() => entropyBalance(design, treated, 'ATT'), /No weights give the second arm .* in age/);
  const level = designMatrix({ level: [1, 0, 1, 0, 0, 0, 0, 0], x: [1, 2, 3, 1, 3, 1, 2, 3] });
  assert.throws(() => entropyBalance(level, treated, 'ATT'), /in level/);
  assert.throws(() => entropyBalance(design, treated, 'ATO'), /ATO; .*ATE, ATT or ATC/);
});
