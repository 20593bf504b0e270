import assert from 'node:assert/strict';
import { test } from 'node:test';
import { pool } from '../src/index.ts';

const module = new URL('./pool-work.ts', import.meta.url);
const over = <Output>(size: number, inputs: readonly number[]): Output[] => {
  const threads = pool<number, Output>(module, size);
  try {
    return threads.map(inputs);
  } finally {
    threads.end();
  }
};

test('outputs come in the order of the inputs and are the same to the last bit for any number of threads', () => {
  const seeds = Array.from({ length: 23 }, (_, k) => k);
  const one = over<Float64Array>(1, seeds);
  assert.equal(one.length, 23);
  assert.notDeepEqual(one[0], one[1]);
  for (const size of [2, 3, 7]) assert.deepEqual(over<Float64Array>(size, seeds), one);
});

test('a pool works again and again until it is ended, on more threads than inputs, and on none at all', () => {
  const threads = pool<number, Float64Array>(module, 3);
  assert.deepEqual(threads.map([]), []);
  const first = threads.map([5]);
  assert.deepEqual(threads.map([5, 6])[0], first[0]);
  threads.end();
  assert.throws(() => threads.map([1]), /ended/);
});

test('what stops the first of several inputs is thrown, however many threads there are', () => {
  for (const size of [1, 2, 4]) {
    assert.throws(() => over(size, [1, 2, -3, 4, -5]), { name: 'RangeError', message: 'seed was -3' });
  }
  const nowhere = pool<number, number>(new URL('./nowhere.ts', import.meta.url), 1);
  assert.throws(() => nowhere.map([1]), /nowhere/);
  nowhere.end();
});

test('a pool of no threads, or of half a one, is refused', () => {
  for (const size of [0, -1, 1.5, Number.NaN]) {
    assert.throws(() => pool(module, size), { name: 'RangeError', message: /whole number of threads/ });
  }
});
