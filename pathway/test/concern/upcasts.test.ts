import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  concernDecider,
  concernDues,
  day,
  fold,
  upcast,
  type ConcernEvent,
  type DecidedEvent,
} from '../../src/index.ts';

const decided = (by: string, told: boolean) => ({
  type: 'decided',
  facts: { by, share: true, ground: 'child_at_risk', told },
  sealed: { reason: 'r' },
});
/** Entries as version 0.1.0 wrote them. */
const written: Omit<DecidedEvent, 'schema' | 'occurredOn'>[] = [
  {
    type: 'raised',
    facts: { source: 'case', by: 'a', immediateDanger: false },
    sealed: { said: 'canary', child: '' },
  },
  decided('a', false),
  decided('b', true),
  { type: 'passed_on', facts: { by: 'a', to: 'police', reference: 'P 1' } },
  { type: 'chased', facts: { by: 'a', reference: 'P 1' } },
  { type: 'reviewed', facts: { by: 'c', agreed: true } },
  { type: 'linked_to_case', facts: { case: 'c1', by: 'a' } },
  { type: 'concern_closed', facts: { by: 'a' } },
];

const lifted = written.map(one =>
  upcast(concernDecider.upcasts, { ...one, schema: 1, occurredOn: day('2026-03-09') }),
) as unknown as ConcernEvent[];

test('entries that version 0.1.0 wrote are read as they were meant', () => {
  const state = fold(concernDecider, lifted);
  assert.equal(state.status, 'closed');
  assert.deepEqual(state.deciders, ['a', 'b'], 'whoever decided was one of the two');
  assert.deepEqual(
    state.decisions.map(one => one.notTold),
    ['not_recorded', null],
  );
  assert.equal(state.passings.length, 1);
  assert.equal(state.passings[0].reference, 'P 1');
  assert.equal(state.passings[0].alone, false);
  assert.deepEqual(state.linkedCases, ['c1']);
  assert.equal(state.outcome, 'not_recorded');
  assert.deepEqual(state.about, []);
});

test('what an old concern waits for is still due, and it goes on from there', () => {
  const open = fold(concernDecider, lifted.slice(0, 4));
  assert.deepEqual(
    concernDues(open).map(({ what, by }) => `${what} ${by}`),
    ['chase 2026-03-12'],
  );
  const on = day('2026-03-12');
  const outcome = 'assessment';
  const answer = { do: 'authority_answered', on, passing: '', outcome, words: '', chaseBy: null } as const;
  assert.ok(concernDecider.decide(open, answer, { actor: 'a', today: on }).ok);
});
