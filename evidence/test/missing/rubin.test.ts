import assert from 'node:assert/strict';
import { test } from 'node:test';
import { poolByRubin } from '../../src/missing/rubin.ts';
import { assertNear } from '../fixture.ts';
import { inferenceOutputs } from '../inference-outputs.ts';

test('pooling gives what R (mice: pool.scalar, and pool of nhanes) gives, small sets and sets that do not differ too', () => {
  for (const [k, r] of inferenceOutputs.rubin.entries()) {
    const pooled = poolByRubin(r.q, r.u, r.complete ?? undefined);
    // The sixth set differs by rounding's size: its variance between has nine digits in R.
    const between = k === 5 ? 1e-6 : 1e-8;
    assertNear(pooled.estimate, r.qbar, 1e-8, `estimate ${k}`);
    assertNear(pooled.within, r.ubar, 1e-8, `within ${k}`);
    assertNear(pooled.between, r.b, between, `between ${k}`);
    assertNear(pooled.total, r.t, 1e-8, `total ${k}`);
    assertNear(pooled.degreesOfFreedom, r.df, 1e-8, `degrees of freedom ${k}`);
    assertNear(pooled.fractionMissing, r.fmi, 1e-8, `fraction missing ${k}`);
    assertNear(pooled.interval.lower, r.lower, 1e-8, `lower ${k}`);
    assertNear(pooled.interval.upper, r.upper, 1e-8, `upper ${k}`);
  }
});

test('one set, unequal lists and figures that are no numbers are refused in words', () => {
  assert.throws(() => poolByRubin([1], [1]), /two or more/);
  assert.throws(() => poolByRubin([1, Number.NaN], [1, 1]), /estimate 2 is NaN/);
  assert.throws(() => poolByRubin([1, 2], [1, -1]), /variance 2 is -1/);
  assert.throws(() => poolByRubin([1, 2], [0, 0]), /Every variance is 0/);
  assert.throws(() => poolByRubin([1, 2], [1, 1], 0), /complete was 0/);
  assert.throws(() => poolByRubin([1, 2], [1, 1], 10, 95), /level was 95/);
  assert.throws(() => poolByRubin([1, 200], [1e-9, 1e-9], 1), /there is no interval/);
});
