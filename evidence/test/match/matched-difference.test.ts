import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { adjustedDifference, matchedDifference, matchNearest, personRank } from '../../src/index.ts';
import { assertNear } from '../fixture.ts';
import { lalondeDesign, lalondeEarnings } from '../lalonde.ts';
import { ids, matchIt, nearestSpecifications, race, scores, treated } from './matchit.ts';

describe('the effect after matching and its standard errors are those of R on the same pairs', () => {
  for (const [name, { exact, ...options }] of Object.entries(nearestSpecifications)) {
    test(name, () => {
      const people = { treated, scores, rank: personRank(ids), ...(exact ? { stratum: race } : {}) };
      const matched = matchNearest(people, { estimand: 'ATT', ...options });
      const { unadj, adj, gcomp_att: averaged } = matchIt[name].att;
      const found = matchedDifference(lalondeEarnings(), treated, matched);
      const errors = found.standardErrors;
      assertNear(found.difference, unadj.est);
      assertNear(errors.HC0, unadj.HC0);
      assertNear(errors.HC1, unadj.HC1);
      assertNear(errors.HC3 ?? 0, unadj.HC3);
      const adjusted = adjustedDifference(lalondeDesign(), lalondeEarnings(), treated, matched);
      assertNear(adjusted.difference, adj.est);
      assertNear(adjusted.HC1, adj.HC1);
      const slopes = { averagedOver: 1 } as const;
      const byArm = adjustedDifference(lalondeDesign(), lalondeEarnings(), treated, matched, slopes);
      assertNear(byArm.difference, averaged.est);
      assertNear(byArm.clusterHC1 ?? byArm.HC1, averaged.se);
      if (options.replace) {
        assert.equal(errors.clusterHC1, undefined);
        assert.equal(found.standardError, errors.HC1);
        return;
      }
      assertNear(errors.clusterHC0 ?? 0, unadj.CL_HC0);
      assertNear(errors.clusterHC0Adjusted ?? 0, unadj.CL_HC0_cadjust);
      assertNear(errors.clusterHC1 ?? 0, unadj.CL_HC1);
      assertNear(adjusted.clusterHC1 ?? 0, adj.CL_HC1);
      assert.equal(found.standardError, errors.clusterHC1);
    });
  }
});

test('one pair gives a difference and no error that is not a number', () => {
  const matched = matchNearest({ treated: [1, 0], scores: [0.4, 0.5] }, { estimand: 'ATT' });
  const found = matchedDifference([3, 1], [1, 0], matched);
  assert.equal(found.difference, 2);
  for (const value of Object.values(found.standardErrors)) assert.ok(Number.isFinite(value));
  assert.equal(found.standardErrors.HC3, undefined);
});

test('three pairs: the clustered error is that of the mean of their differences, by hand', () => {
  const matched = matchNearest(
    { treated: [1, 1, 1, 0, 0, 0], scores: [0.25, 0.5, 0.75, 0.25, 0.5, 0.75] },
    { estimand: 'ATT' },
  );
  const found = matchedDifference([5, 7, 9, 4, 3, 8], [1, 1, 1, 0, 0, 0], matched);
  // Differences 1, 4, 1: mean 2, squared distances 1 + 4 + 1 = 6; over 3^2, and times 3/2.
  assertNear(found.difference, 2);
  assertNear(found.standardErrors.clusterHC0 ?? 0, Math.sqrt(6 / 9));
  assertNear(found.standardErrors.clusterHC0Adjusted ?? 0, Math.sqrt(1));
});

test('too few matched people for the covariates is said', () => {
  const weights = Float64Array.from(treated, (_, i) => (i === 0 || i === 300 ? 1 : 0));
  assert.throws(() => adjustedDifference(lalondeDesign(), lalondeEarnings(), treated, { weights }), {
    name: 'RangeError',
    message: /2 rows for 10 columns: a fit needs more rows/,
  });
});

test('weights that leave nobody in an arm, or are below 0, are refused in a sentence', () => {
  assert.throws(
    () => matchedDifference([1, 2], [1, 0], { weights: new Float64Array([1, 0]) }),
    /Nobody of one of the arms/,
  );
  assert.throws(
    () => matchedDifference([1, 2], [1, 0], { weights: new Float64Array([1, -1]) }),
    /weights is -1 in row 1/,
  );
  assert.throws(
    () => matchedDifference([1, NaN], [1, 0], { weights: new Float64Array([1, 1]) }),
    /outcome is NaN in row 1/,
  );
});
