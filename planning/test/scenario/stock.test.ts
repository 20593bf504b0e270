import { test } from 'node:test';
import assert from 'node:assert/strict';
import { ScenarioError } from '../../src/scenario/scenario-error.ts';
import { madeUp, runOf } from './made-up.ts';

const list = (atStart: string, numbers: Readonly<Record<string, string>> = {}) =>
  madeUp({
    years: 3,
    numbers: { rate: '0 people a month', seats: '10 places', week: '7 days', ...numbers },
    stages: `desk:
  label: Desk
  places: { start: seats }
  atStart: ${atStart}
  stay: { fixed: week }
  next: [{ rest: leaves }]`,
  });

test('people who wait at the start have waited already, the first so long and the others less, and go in their order', () => {
  const { s } = runOf(
    list('{ waiting: people, waited: longest }', { people: '200 people', longest: '100 days' }),
  );
  // 50 days so far on average, and then ten every week, the first ten at once: 19 / 2 weeks.
  assert.equal(s.began[0], 200);
  assert.ok(Math.abs(s.waitSum[0] / 200 - (50 + (19 / 2) * 7)) < 1e-9, `${s.waitSum[0] / 200} days`);
  // The first ten have waited 97.75 days on average and wait no longer; the last ten 2.25, and 19 weeks.
  assert.equal(s.beganAtOnce[0], 0);
});

test('without a wait so far everybody begins with none', () => {
  const { s } = runOf(list('{ waiting: people }', { people: '200 people' }));
  assert.ok(Math.abs(s.waitSum[0] / 200 - (19 / 2) * 7) < 1e-9);
  assert.equal(s.beganAtOnce[0], 10);
});

test('a wait of nobody is told by its line', () => {
  assert.throws(
    () => list('{ inside: people, waited: longest }', { people: '10 people', longest: '100 days' }),
    (error: Error) =>
      error instanceof ScenarioError &&
      /:\d+:\d+ atStart\.waited of stage desk does nothing: nobody waits there at the start/.test(
        error.message,
      ),
  );
});
