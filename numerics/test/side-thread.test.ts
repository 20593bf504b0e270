import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startSideWork } from '../src/index.ts';

const module = new URL('./side-work.ts', import.meta.url);

test('side work gives its result while this thread goes on, arrays handed over whole', () => {
  const work = startSideWork<{ total: number; values: Float64Array }>(module, { count: 1000 });
  const { total, values } = work.wait();
  assert.equal(total, 499_500);
  assert.equal(values.length, 1000);
});

test('what stops side work is thrown where it is waited for, by its name and words', () => {
  const work = startSideWork(module, { count: -1 });
  assert.throws(() => work.wait(), { name: 'RangeError', message: 'count was -1' });
  const nowhere = startSideWork(new URL('./nowhere.ts', import.meta.url), {});
  assert.throws(() => nowhere.wait(), /nowhere/);
});

test('side work that is dropped ends without a word', () => {
  startSideWork(module, { count: 10 }).drop();
});
