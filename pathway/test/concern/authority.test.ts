import assert from 'node:assert/strict';
import { test } from 'node:test';
import { concernDecider, concernDues, day, type ConcernCommand, type ConcernState } from '../../src/index.ts';
import { given } from '../given.ts';
import { friday, monday, passOn, raised } from './commands.ts';

const dues = (state: ConcernState) => concernDues(state).map(({ what, by }) => `${what} ${by}`);
const before: readonly ConcernCommand[] = [raised(true, { source: 'case' }), passOn];
const on = monday;
const passing = 'p1';

test('asking what became of it falls due three working days later, again after each time, and no more after the answer', () => {
  const history = given(concernDecider, ...before);
  assert.ok(dues(history.state).includes('chase 2026-11-25')); // Wednesday, from a Friday
  const chase = { do: 'chase', on, passing, reference: '', result: 'in_hand' } as const;
  assert.ok(dues(history.when(chase).gives('chased')).includes('chase 2026-11-26'));
  const later = history.when({ ...chase, chaseBy: day('2026-12-04') }).gives('chased');
  assert.ok(dues(later).includes('chase 2026-12-04'));
  history.when({ ...chase, chaseBy: friday }).refused('too_early');
  const answer = { do: 'authority_answered', on, passing, outcome: 'assessment', words: 'w' } as const;
  const answered = history.when({ ...answer, chaseBy: null }).gives('authority_answered');
  assert.ok(!dues(answered).some(due => due.startsWith('chase')));
  const more = history.when({ ...answer, chaseBy: day('2026-12-07') }).gives('authority_answered');
  assert.ok(dues(more).includes('chase 2026-12-07'));
});

test('a reference that they gave when asked again counts as the reference', () => {
  const chase = { do: 'chase', on, passing, reference: 'R 5', result: 'in_hand' } as const;
  const { state } = given(concernDecider, raised(true), { ...passOn, reference: '' }, chase);
  assert.equal(state.passings[0].reference, 'R 5');
});

test('disagreement with the authority goes up level by level, and stays due until it is settled or at the top', () => {
  const reason = 'The child is not seen.';
  const escalate = { do: 'escalate', on, passing, level: 'their_manager', reason } as const;
  const open = { do: 'escalation_answered', on, passing, result: 'not_settled', words: '' } as const;
  given(concernDecider, ...before)
    .when({ ...escalate, reason: '' })
    .refused('no_reason');
  const first = given(concernDecider, ...before, escalate);
  assert.ok(dues(first.state).includes('escalation_answer 2026-11-30'));
  const second = given(concernDecider, ...before, escalate, open);
  assert.ok(dues(second.state).includes('escalate_further 2026-11-24'));
  second.when(open).refused('not_escalated');
  const partnership = { ...escalate, level: 'partnership' } as const;
  const top = given(concernDecider, ...before, escalate, open, partnership);
  top.when({ ...escalate, level: 'senior_manager' }).refused('lower_level');
  const end = given(concernDecider, ...before, escalate, open, partnership, open);
  assert.ok(!dues(end.state).some(due => due.startsWith('escal')), 'there is no level above');
});

test('nothing follows a passing on that never was', () => {
  given(concernDecider, raised(true))
    .when({ do: 'chase', on, passing, reference: '', result: 'in_hand' })
    .refused('not_passed_on');
});

test('two authorities are told and asked each for itself', () => {
  const police = { ...passOn, passing: 'p2', to: 'police', reference: '' } as const;
  const { state } = given(concernDecider, ...before, police);
  assert.deepEqual(
    state.passings.map(one => one.to),
    ['duty_desk', 'police'],
  );
  assert.equal(concernDues(state).filter(due => due.what === 'chase').length, 2);
  assert.deepEqual(
    concernDues(state).flatMap(due => (due.what === 'reference' ? [due.passing] : [])),
    ['p2'],
  );
});
