import { test } from 'node:test';
import assert from 'node:assert/strict';
import { erlangB, erlangC, erlangCWait } from '../../src/theory/erlang.ts';
import reference from '../fixtures/queueing.json' with { type: 'json' };

const near = (actual: number, expected: number): void =>
  assert.ok(Math.abs(actual - expected) <= 1e-9 * expected, `${actual} is not ${expected}`);

test('Erlang C and its mean wait agree with the exact fractions to 1e-9', () => {
  const cases = reference.cases.filter(each => each.family === 'M/M/c (Erlang C)');
  assert.equal(cases.length, 6);
  for (const { params, expected } of cases) {
    const { c, lam, mu } = params as { c: number; lam: number; mu: number };
    const { P_wait, Wq } = expected as { P_wait: number; Wq: number };
    near(erlangC(c, lam / mu), P_wait);
    near(erlangCWait(c, lam, 1 / mu), Wq);
  }
});

test('Erlang B agrees with the exact fractions to 1e-9', () => {
  const cases = reference.cases.filter(each => each.family === 'M/G/c/c loss (Erlang B)');
  assert.equal(cases.length, 6);
  for (const { params, expected } of cases) {
    const { c, a } = params as { c: number; a: number };
    near(erlangB(c, a), (expected as { P_block: number }).P_block);
  }
});

test('a load that the places cannot carry makes everybody wait without end', () => {
  assert.equal(erlangC(3, 3), 1);
  assert.equal(erlangCWait(3, 4, 1), Infinity);
});

test('half a place is refused in words', () => {
  assert.throws(() => erlangB(1.5, 1), /places was 1.5; a whole number of 1 or more is needed/);
  assert.throws(() => erlangC(2, -1), /load was -1; a number of 0 or more is needed/);
});
