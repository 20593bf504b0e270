import assert from 'node:assert/strict';
import { test } from 'node:test';
import { acrossSets } from '../../src/index.ts';

const figure = (value: number, reach: number) => ({
  value,
  interval: { lower: value - reach, upper: value + reach, level: 0.95 },
});

test('sets of covariates give a range, and those that say something else of no difference are named', () => {
  const found = acrossSets(figure(-14, 8), [
    { name: 'age alone', found: figure(-3, 7) },
    { name: 'all but area', found: figure(-16, 8) },
    { name: 'none', found: figure(12, 6) },
    { name: 'court', found: undefined },
  ]);
  assert.deepEqual(found, {
    lowest: -16,
    highest: 12,
    otherwise: ['age alone', 'none'],
    impossible: ['court'],
  });
});

test('of ratios 1 is no difference', () => {
  const sets = [{ name: 'age alone', found: figure(0.9, 0.2) }];
  assert.deepEqual(acrossSets(figure(0.7, 0.2), sets, 1).otherwise, ['age alone']);
  assert.deepEqual(acrossSets(figure(0.7, 0.2), sets).otherwise, []);
});

test('figures that are no numbers are refused in words', () => {
  assert.throws(() => acrossSets(figure(Number.NaN, 1), []), /The headline was NaN/);
  assert.throws(() => acrossSets(figure(1, 1), [{ name: 'age', found: figure(1, Infinity) }]), /age was 1/);
});
