import assert from 'node:assert/strict';
import { test } from 'node:test';
import { caseDecider, day, openTasks, uncoveredTasks, type CaseState } from '../../src/index.ts';
import { due, on, opened, task } from './opened-case.ts';
import { given } from '../given.ts';

const today = day('2026-11-20');
const withTask = given(caseDecider, ...opened, task).state;
const handed = given(caseDecider, ...opened, {
  do: 'hand_over',
  on,
  practitioner: 'w2',
  team: null,
  talkBy: day('2026-03-09'),
}).state;

function after(state: CaseState, command: Parameters<typeof caseDecider.decide>[1], actor: string) {
  const decision = caseDecider.decide(state, command, { actor, today });
  if (!decision.ok) return decision.refusal.code;
  return decision.events.reduce((one, event) => caseDecider.evolve(one, event), state);
}
const state = (given: CaseState | string) => {
  if (typeof given === 'string') throw new Error(`refused: ${given}`);
  return given;
};

test('a task is taken up by whoever it was given to, and by nobody else', () => {
  assert.equal(openTasks(withTask)[0]?.stands, 'waiting');
  assert.equal(after(withTask, { do: 'take_up_task', on, task: 't1' }, 'w1'), 'not_yours');
  const taken = state(after(withTask, { do: 'take_up_task', on, task: 't1' }, 'w2'));
  assert.equal(openTasks(taken)[0]?.stands, 'taken_up');
  assert.equal(after(taken, { do: 'take_up_task', on, task: 't1' }, 'w2'), 'already_taken_up');
});

test('a task handed back is nobody’s until it is given again, stays to be done, and needs words', () => {
  const back = { do: 'hand_back_task', on, task: 't1', words: 'as told' } as const;
  assert.equal(after(withTask, { ...back, words: ' ' }, 'w2'), 'empty');
  const handedBack = state(after(withTask, back, 'w2'));
  assert.equal(due(handedBack, 'task')?.by, '2026-03-09');
  assert.equal(uncoveredTasks(handedBack, new Set(['w1', 'w2'])).length, 1);
  assert.equal(after(handedBack, back, 'w2'), 'already_back');
  const again = state(
    after(handedBack, { do: 'reassign_task', on, task: 't1', to: 'w3', by: day('2026-03-12') }, 'w1'),
  );
  assert.deepEqual(uncoveredTasks(again, new Set(['w1', 'w2', 'w3'])), []);
  assert.equal(openTasks(again)[0]?.stands, 'waiting');
});

test('a case is taken up by whoever it was handed to; talking it over takes it up as well', () => {
  assert.equal(after(handed, { do: 'take_up_case', on }, 'w1'), 'not_yours');
  const taken = state(after(handed, { do: 'take_up_case', on }, 'w2'));
  assert.equal(taken.handover?.stands, 'taken_up');
  assert.equal(due(taken, 'handover')?.by, '2026-03-09', 'the two have still to speak');
  assert.equal(state(after(handed, { do: 'hold_handover', on }, 'w1')).handover?.stands, 'taken_up');
});

test('a handover told after a talk about the one before cannot stand before that talk, which would pass for its own', () => {
  const talk = day('2026-03-10');
  const again = { do: 'hand_over', practitioner: null, team: 'north', talkBy: day('2026-03-20') } as const;
  const toTeam = state(after(handed, { ...again, on }, 'w2'));
  const taken = state(after(handed, { do: 'take_up_case', on }, 'w2'));
  for (const before of [handed, taken, toTeam]) {
    const spoken = state(after(before, { do: 'hold_handover', on: talk }, 'w1'));
    assert.equal(after(spoken, { ...again, on: day('2026-03-05') }, 'w1'), 'too_early');
    assert.equal(due(state(after(spoken, { ...again, on: talk }, 'w1')), 'handover')?.by, '2026-03-20');
  }
});

test('a case handed back is carried by nobody, which a lead is told the same day, and is not taken up afterwards', () => {
  const back = { do: 'hand_back_case', on, words: 'as told' } as const;
  assert.equal(after(handed, { ...back, words: '' }, 'w2'), 'empty');
  const handedBack = state(after(handed, back, 'w2'));
  assert.equal(handedBack.practitioner, null);
  assert.equal(due(handedBack, 'allocate')?.by, on);
  assert.equal(due(handedBack, 'handover'), undefined);
  assert.equal(after(handedBack, { do: 'take_up_case', on }, 'w2'), 'nothing_due');
});
