import { test } from 'node:test';
import assert from 'node:assert/strict';
import { figure, plainFigure, tickWords } from '../src/number-words.ts';

test('figures have commas between thousands and a true minus sign, and nought none', () => {
  assert.equal(figure(1234567), '1,234,567');
  assert.equal(figure(-1240.4), '−1,240');
  assert.equal(figure(-0.04, 1), '0.0');
  assert.equal(figure(1234.5678, 2), '1,234.57');
});

test('a small number that is not whole keeps one decimal', () => {
  assert.deepEqual([3.25, 12.25, 7].map(plainFigure), ['3.3', '12', '7']);
});

test('the ticks of an axis have the decimals of their steps, so that none is rounded into another', () => {
  assert.deepEqual(tickWords([0, 2.5, 5]), ['0', '2.5', '5.0']);
  assert.deepEqual(tickWords([0, 0.05, 0.1]), ['0', '0.05', '0.10']);
  assert.deepEqual(tickWords([0, 500, 1000]), ['0', '500', '1,000']);
});
