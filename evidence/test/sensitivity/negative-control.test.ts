import assert from 'node:assert/strict';
import { test } from 'node:test';
import { judgeByControl } from '../../src/index.ts';
import { assertNear } from '../fixture.ts';

test('a control that differs takes its difference off the figure, with the error of both, worked out by hand', () => {
  const found = judgeByControl(
    { value: -0.03, standardError: 0.003 },
    { value: -0.02, standardError: 0.004 },
  );
  assert.equal(found.differs, true);
  assertNear(found.calibrated.value, -0.01, 1e-12);
  assertNear(found.calibrated.standardError, 0.005, 1e-12);
  assertNear(found.calibrated.interval.upper, -0.01 + 0.005 * 1.959963984540054);
  assertNear(found.largestBias, 0.02 + 0.004 * 1.959963984540054);
});

test('a bias of one size on both outcomes is gone from the calibrated figure, whatever the size', () => {
  for (const bias of [-0.5, 0, 0.2]) {
    const { calibrated } = judgeByControl(
      { value: 0.1 + bias, standardError: 0.05 },
      { value: bias, standardError: 0.05 },
    );
    assertNear(calibrated.value, 0.1, 1e-9);
  }
});

test('a control without a difference leaves a bias that is not excluded', () => {
  const { differs, largestBias } = judgeByControl(
    { value: -0.03, standardError: 0.01 },
    { value: 0.001, standardError: 0.01 },
  );
  assert.equal(differs, false);
  assert.ok(largestBias > 0.02);
});

test('figures without a standard error are refused in words', () => {
  const good = { value: 1, standardError: 1 };
  assert.throws(
    () => judgeByControl(good, { value: 1, standardError: 0 }),
    /control was 1 with a standard error of 0/,
  );
  assert.throws(() => judgeByControl({ value: Number.NaN, standardError: 1 }, good), /figure was NaN/);
});
