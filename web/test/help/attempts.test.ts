import assert from 'node:assert/strict';
import { test } from 'node:test';
import { attempts } from '../../src/help/code/attempts.ts';

const QUARTER = 15 * 60 * 1000;

test('a beginning waits when it was wrong too often, and begins anew after a quarter of an hour', () => {
  const count = attempts({ perBeginning: 2, inAll: 100 });
  count.wrong('abcd-1', 0);
  assert.equal(count.mayTry('ABCD2', 1), true);
  count.wrong('AB CD 2', 1);
  assert.equal(count.mayTry('abcd3', 2), false);
  assert.equal(count.mayTry('abce3', 2), true);
  assert.equal(count.mayTry('abcd3', QUARTER + 1), true);
});

test('all codes wait when too many in all were wrong', () => {
  const count = attempts({ perBeginning: 100, inAll: 3 });
  for (const code of ['aaaa', 'bbbb', 'cccc']) count.wrong(code, 0);
  assert.equal(count.mayTry('dddd', 1), false);
  assert.equal(count.mayTry('dddd', QUARTER), true);
});
