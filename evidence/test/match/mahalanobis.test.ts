import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { balanceTable, designMatrix, matchMahalanobis, matchOptimal, personRank } from '../../src/index.ts';
import type { DesignMatrix, MahalanobisOptions, Matched } from '../../src/index.ts';
import { assertNear } from '../fixture.ts';
import { lalondeDesign } from '../lalonde.ts';
import { anyPeople, shuffled } from './any-people.ts';
import { bestPairs } from './by-hand.ts';
import { balanceDesign, ids, matchIt, treated } from './matchit.ts';

const withCovariates = fc.record({
  people: anyPeople,
  x: fc.array(fc.record({ x: fc.integer({ min: 0, max: 5 }), y: fc.integer({ min: -20, max: 20 }) }), {
    minLength: 24,
    maxLength: 24,
  }),
});

const designOf = (x: readonly { x: number; y: number }[], count: number): DesignMatrix =>
  designMatrix({ x: x.slice(0, count).map(({ x }) => x), y: x.slice(0, count).map(({ y }) => y) });

const tried = (...given: Parameters<typeof matchMahalanobis>): Matched | string => {
  try {
    return matchMahalanobis(...given);
  } catch (error) {
    assert.ok(error instanceof RangeError);
    return error.message;
  }
};

/** Distances through the inverse of the pooled 2 by 2 covariance, written out. */
function distance(design: DesignMatrix, arms: readonly number[]): (i: number, j: number) => number {
  const at = (i: number, j: number): number => design.values[i * 3 + j];
  const rows = [...arms.keys()];
  const mean = (arm: number, j: number): number => {
    const own = rows.filter(i => arms[i] === arm);
    return own.reduce((sum, i) => sum + at(i, j), 0) / own.length;
  };
  const means = [0, 1].map(arm => [0, mean(arm, 1), mean(arm, 2)]);
  const s = (j: number, k: number): number =>
    rows.reduce((sum, i) => sum + (at(i, j) - means[arms[i]][j]) * (at(i, k) - means[arms[i]][k]), 0) /
    Math.max(1, rows.length - 2);
  const [a, b, c] = [s(1, 1), s(1, 2), s(2, 2)];
  fc.pre(a * c - b * b > 1e-6 * a * c);
  return (i, j) => {
    const [x, y] = [at(i, 1) - at(j, 1), at(i, 2) - at(j, 2)];
    return Math.sqrt((c * x * x - 2 * b * x * y + a * y * y) / (a * c - b * b));
  };
}

test('optimal: as many pairs as there can be within caliper and strata, and the least sum of distances', () => {
  fc.assert(
    fc.property(
      withCovariates,
      fc.boolean(),
      fc.integer({ min: 1, max: 2 }),
      ({ people, x }, held, ratio) => {
        const design = designOf(x, people.treated.length);
        const width = held ? 0.2 : Infinity;
        const rows = [...people.treated.keys()];
        const others = rows.filter(i => people.treated[i] === 0);
        if (others.length > 11) return;
        const matched = tried(design, people, {
          estimand: 'ATT',
          kind: 'optimal',
          ratio,
          ...(held ? { caliper: { width, in: 'score units' } } : {}),
        });
        const apart = distance(design, people.treated);
        const best = bestPairs(
          rows
            .filter(i => people.treated[i] === 1)
            .flatMap(i => Array.from({ length: ratio }, () => i))
            .map(i =>
              others.map(j =>
                people.stratum[i] === people.stratum[j] &&
                Math.abs(people.scores[i] - people.scores[j]) <= width
                  ? apart(i, j)
                  : Infinity,
              ),
            ),
        );
        if (typeof matched === 'string') {
          assert.ok(
            best.pairs === 0 || others.length < ratio || /No covariate varies/.test(matched),
            matched,
          );
          return;
        }
        assert.equal(matched.pairs?.[0].length, best.pairs);
        // A nearly singular covariance has an inverse of few digits.
        if (best.distance < 1e3) assertNear(matched.distance, best.distance, 1e-6);
      },
    ),
    { numRuns: 300 },
  );
});

test('nearest, closest first, never beats optimal; with replacement nobody could be nearer', () => {
  fc.assert(
    fc.property(withCovariates, ({ people, x }) => {
      const design = designOf(x, people.treated.length);
      const [nearest, optimal, replacing] = (['nearest', 'optimal', 'replacing'] as const).map(kind =>
        tried(design, people, {
          estimand: 'ATT',
          ...(kind === 'replacing' ? { kind: 'nearest', replace: true } : { kind }),
        }),
      );
      if (typeof nearest === 'string' || typeof optimal === 'string' || typeof replacing === 'string') return;
      const count = (matched: Matched): number => matched.pairs?.[0].length ?? 0;
      assert.ok(count(nearest) <= count(optimal));
      if (count(nearest) === count(optimal)) assert.ok(nearest.distance >= optimal.distance * (1 - 1e-9));
      replacing.pairs?.[0].forEach((row, k) => {
        const match = replacing.pairs?.[1][k] ?? -1;
        const apart = distance(design, people.treated);
        const least = Math.min(
          ...[...people.treated.keys()]
            .filter(j => people.treated[j] === 0 && people.stratum[j] === people.stratum[row])
            .map(j => apart(row, j)),
        );
        assert.ok(apart(row, match) <= least + 1e-9);
      });
    }),
  );
});

test('the order of the rows decides nothing', () => {
  const kinds = fc.constantFrom(
    { kind: 'optimal' } as const,
    { kind: 'nearest' } as const,
    { kind: 'nearest', order: 'largest', ratio: 2 } as const,
    { kind: 'nearest', replace: true } as const,
  );
  fc.assert(
    fc.property(withCovariates, kinds, fc.integer(), ({ people, x }, kind, seed) => {
      const options: MahalanobisOptions = { estimand: 'ATC', ...kind };
      const count = people.treated.length;
      const places = shuffled(count, seed);
      const take = <T>(values: readonly T[]): T[] => places.map(i => values[i]);
      const matched = tried(designOf(x, count), people, options);
      const again = tried(
        designOf(take(x.slice(0, count)), count),
        {
          treated: take(people.treated),
          scores: take(people.scores),
          stratum: take(people.stratum),
          rank: take(people.rank),
        },
        options,
      );
      if (typeof matched === 'string' || typeof again === 'string') return assert.equal(matched, again);
      assert.equal(matched.distance, again.distance);
      places.forEach((i, k) => assertNear(again.weights[k], matched.weights[i], 1e-12));
    }),
  );
});

describe('on lalonde', () => {
  test('nearest matching leaves the balance that MatchIt leaves, whichever level of race is left out', () => {
    const { weights, pairs } = matchMahalanobis(
      lalondeDesign(),
      { treated, rank: personRank(ids) },
      { estimand: 'ATT', kind: 'nearest', order: 'rank' },
    );
    const table = balanceTable(balanceDesign(), treated, weights, 'ATT', {
      levelVariance: 'p (1 - p)',
      ...(pairs ? { pairs } : {}),
    }).slice(1);
    const want = matchIt.mahalanobis.matched;
    table.forEach((row, i) => {
      assertNear(row.after[1], want['Means Control'][i] ?? 0);
      assertNear(row.ksAfter, want['eCDF Max'][i] ?? 0);
      assertNear(row.withinPairs ?? 0, want['Std. Pair Dist.'][i] ?? 0);
    });
  });
});

describe('what cannot be matched is refused in a sentence', () => {
  const design = designMatrix({ x: [1, 2, 3, 4] });
  const refused = (
    given: Parameters<typeof matchMahalanobis>[1],
    options: Partial<MahalanobisOptions>,
    message: RegExp,
    covariates = design,
  ): void =>
    assert.throws(
      () => matchMahalanobis(covariates, given, { estimand: 'ATT', kind: 'nearest', ...options }),
      {
        name: 'RangeError',
        message,
      },
    );
  const arms = [1, 1, 0, 0];

  test('a caliper without scores, an order without what it orders by, covariates without spread', () => {
    refused({ treated: arms }, { caliper: { width: 1, in: 'score units' } }, /no scores came/);
    refused({ treated: arms }, { order: 'largest' }, /no scores came/);
    refused({ treated: arms }, { order: 'rank' }, /nobody has one/);
    refused({ treated: arms }, { kind: 'optimal', replace: true }, /ask for nearest/);
    refused({ treated: arms }, {}, /No covariate varies/, designMatrix({ x: [1, 1, 0, 0] }));
    refused({ treated: [1, 0] }, {}, /4 rows and treated 2/);
    refused({ treated: [1, 1, 1, 1] }, {}, /4 of 4 people are in the first arm/);
    refused({ treated: arms, stratum: [1, 1, 2, 2] }, {}, /Nobody has anybody/);
  });

  test('more people than every pair of them can be looked at', () => {
    const count = 12_000;
    const treated = Array.from({ length: count }, (_, i) => i % 2);
    const many = designMatrix({ x: treated.map((_, i) => i % 89) });
    refused({ treated }, { kind: 'optimal' }, /There are 36000000 possible pairs/, many);
  });
});

test('on one covariate assignment and transport on a line, two programs, find the same least sum', () => {
  const person = fc.record({ arm: fc.constantFrom(0, 0, 1), x: fc.double({ min: -3, max: 3, noNaN: true }) });
  fc.assert(
    fc.property(
      fc.array(person, { minLength: 2, maxLength: 120 }),
      fc.integer({ min: 1, max: 2 }),
      (people, ratio) => {
        const arms = [0, 1, 0, ...people.map(({ arm }) => arm)];
        const x = [0, 1, 2, ...people.map(({ x }) => x)];
        const space = matchMahalanobis(
          designMatrix({ x }),
          { treated: arms },
          { estimand: 'ATT', kind: 'optimal', ratio },
        );
        const line = matchOptimal({ treated: arms, scores: x }, { estimand: 'ATT', ratio });
        const deviation = Math.sqrt(
          [0, 1].reduce((sum, arm) => {
            const own = x.filter((_, i) => arms[i] === arm);
            const mean = own.reduce((a, b) => a + b, 0) / own.length;
            return sum + own.reduce((squares, value) => squares + (value - mean) ** 2, 0);
          }, 0) /
            (x.length - 2),
        );
        assert.equal(space.pairs?.[0].length, line.pairs?.[0].length);
        assert.ok(Math.abs(space.distance * deviation - line.distance) < 1e-9 * (1 + line.distance));
      },
    ),
    { numRuns: 100 },
  );
});
