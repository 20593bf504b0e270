import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Headline } from '../../src/report/headline.ts';
import { intervalOf } from '../../src/report/interval-of.ts';
import { pooledHeadline } from '../../src/report/pooled-headline.ts';
import { assertNear } from '../fixture.ts';
import { inferenceOutputs } from '../inference-outputs.ts';

const headline = (value: number, variance: number): Headline => ({
  measure: 'risk difference',
  value,
  standardError: Math.sqrt(variance),
  means: [0.3 + value / 1e3, 0.3],
  standardErrorName: 'HC0',
  logRatio: 2 * value,
  logRatioStandardError: Math.sqrt(variance),
  standardErrorM: undefined,
});

test('headlines of several imputations are pooled as mice pools them, interval and all', () => {
  const sets = inferenceOutputs.rubin.filter(({ complete }) => complete !== null && complete > 0);
  assert.ok(sets.length > 0);
  for (const { q, u, complete, qbar, t, df, lower, upper } of sets) {
    const all = q.map((value, k) => headline(value, u[k]));
    const { value, standardError, degreesOfFreedom, means } = pooledHeadline(all, (complete ?? 0) + 2);
    assertNear(value, qbar, 1e-8, 'value');
    assertNear(standardError ** 2, t, 1e-8, 'variance');
    assertNear(degreesOfFreedom ?? 0, df, 1e-8, 'degrees of freedom');
    const interval = intervalOf(value, standardError, 0.95, degreesOfFreedom);
    assertNear(interval.lower, lower, 1e-8, 'lower');
    assertNear(interval.upper, upper, 1e-8, 'upper');
    assertNear(means[0], 0.3 + qbar / 1e3, 1e-12, 'mean');
  }
});

test('the ratio is pooled on its logarithm, and is none where one imputation has none', () => {
  const all = [headline(0.1, 0.01), headline(0.2, 0.02)];
  const { logRatio, standardErrorM } = pooledHeadline(all, 100);
  assertNear(logRatio ?? 0, 0.3, 1e-12, 'log ratio');
  assert.equal(standardErrorM, undefined);
  assert.equal(pooledHeadline([all[0], { ...all[1], logRatio: undefined }], 100).logRatio, undefined);
});
