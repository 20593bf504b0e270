import { test } from 'node:test';
import assert from 'node:assert/strict';
import { pollaczekKhinchineWait, priorityWaits, priorityWaitsOfPlaces } from '../../src/theory/waits.ts';
import reference from '../fixtures/queueing.json' with { type: 'json' };

const near = (value: number, exact: number): void =>
  assert.ok(Math.abs(value - exact) <= 1e-9 * exact, `${value}, exact ${exact}`);

test('waits by Pollaczek and Khinchine agree with the exact fractions to 1e-9', () => {
  const cases = reference.cases.filter(each => each.id.startsWith('mg1'));
  assert.equal(cases.length, 15);
  for (const { params, expected } of cases) {
    const { lam, mean_service, cs2 } = params as { lam: number; mean_service: number; cs2: number };
    near(pollaczekKhinchineWait(lam, mean_service, Math.sqrt(cs2)), (expected as { Wq: number }).Wq);
  }
});

test('waits by priority agree with the exact fractions to 1e-9', () => {
  const cases = reference.cases.filter(each => each.id.startsWith('prio'));
  assert.equal(cases.length, 5);
  for (const { id, params, expected } of cases) {
    const { lam, c } = params as unknown as { lam: number[]; c?: number };
    const waits =
      c === undefined ? priorityWaits(lam, 1, id.endsWith('md1') ? 0 : 1) : priorityWaitsOfPlaces(c, lam, 1);
    (expected as unknown as { Wq: number[] }).Wq.forEach((exact, i) => near(waits[i], exact));
  }
});

test('a load that one place cannot carry makes everybody wait without end', () => {
  assert.equal(pollaczekKhinchineWait(2, 1, 1), Infinity);
  assert.deepEqual(priorityWaits([0.5, 0.6], 1, 1)[1], Infinity);
});
