import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { correctForMany } from '../../src/index.ts';
import { assertNear } from '../fixture.ts';
import { inferenceOutputs } from '../inference-outputs.ts';
import { missingOutputs } from '../missing/missing-outputs.ts';

test('corrections for many tests are those of R (p.adjust), equal p-values, 0 and 1 among them', () => {
  for (const { p, holm, bonferroni, bh } of [missingOutputs.adjust, inferenceOutputs.adjust]) {
    correctForMany(p, 'holm').forEach((value, k) => assertNear(value, holm[k], 1e-12));
    correctForMany(p, 'bonferroni').forEach((value, k) => assertNear(value, bonferroni[k], 1e-12));
    correctForMany(p, 'benjamini-hochberg').forEach((value, k) => assertNear(value, bh[k], 1e-12));
  }
  assert.deepEqual(correctForMany([]), []);
  assert.deepEqual(correctForMany([0.03]), [0.03]);
});

test('no correction makes a p smaller, and Bonferroni’s is never below Holm’s, nor Holm’s below the share of false ones', () => {
  fc.assert(
    fc.property(fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 12 }), p => {
      const [holm, bonferroni, shares] = (['holm', 'bonferroni', 'benjamini-hochberg'] as const).map(kind =>
        correctForMany(p, kind),
      );
      p.forEach((own, k) => {
        const near = 1 - 1e-12;
        assert.ok(shares[k] >= own * near && holm[k] >= shares[k] * near && bonferroni[k] >= holm[k] * near);
      });
    }),
  );
});

test('a p that is none is refused in words', () => {
  assert.throws(() => correctForMany([0.1, 1.2]), /p is 1.2 at 1/);
  assert.throws(() => correctForMany([Number.NaN]), /p is NaN at 0/);
});
