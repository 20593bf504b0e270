import { test } from 'node:test';
import assert from 'node:assert/strict';
import {
  addDays,
  day,
  expectedAt,
  groupDecider,
  sessionOf,
  standingSessions,
  upcast,
  type GroupCommand,
} from '../../src/index.ts';
import { given } from '../given.ts';

const on = day('2026-11-01');
const first = day('2026-11-10');
const plan = {
  do: 'plan',
  on,
  programme: 'p1',
  name: 'Autumn',
  places: 4,
  sessions: [first, addDays(first, 7)],
  lead: 'w1',
  template: [
    { module: 'Beginning', title: 'One' },
    { module: 'Beginning', title: 'Two' },
  ],
} as const satisfies GroupCommand;
const member = (id: string): GroupCommand => ({ do: 'take_place', on, case: id, enrolment: `e-${id}` });
const register = { do: 'take_register', on: first, session: 1 } as const;

test('a run is planned from a template: a day for each of its sessions, and no other number of days', () => {
  const { state } = given(groupDecider, plan);
  assert.deepEqual(
    state.sessions.map(({ number, module, title }) => [number, module, title]),
    [
      [1, 'Beginning', 'One'],
      [2, 'Beginning', 'Two'],
    ],
  );
  given(groupDecider)
    .when({ ...plan, sessions: [first] })
    .refused('template');
});

test('a session that is moved keeps its number and its register, and says from which day it was moved', () => {
  const to = addDays(first, 9);
  const history = given(groupDecider, plan, { do: 'move_session', on, session: 1, to });
  const session = sessionOf(history.state, 1)!;
  assert.deepEqual([session.on, session.movedFrom], [to, first]);
  assert.deepEqual(
    standingSessions(history.state).map(one => one.number),
    [2, 1],
    'by the day on which they are',
  );
  history.when({ do: 'move_session', on, session: 1, to }).refused('same_day');
  history.when({ do: 'move_session', on, session: 9, to }).refused('no_such_session');
});

test('a session that was held or cancelled is neither moved nor cancelled nor marked again', () => {
  const cancel = { do: 'cancel_session', on, session: 1, reason: 'room' } as const;
  const cancelled = given(groupDecider, plan, cancel);
  cancelled.when(cancel).refused('session_cancelled');
  cancelled.when({ ...register, marks: [] }).refused('session_cancelled');
  const held = given(groupDecider, plan, { ...register, marks: [] });
  held.when(cancel).refused('session_over');
  held.when({ do: 'record_nobody', on: first, session: 1 }).refused('already_taken');
});

test('a catch-up is for those who missed it, a one-to-one for one person, and only they are marked', () => {
  const history = given(groupDecider, plan, member('a'), member('b'));
  const add = {
    do: 'add_session',
    on,
    kind: 'catch_up',
    day: addDays(first, 2),
    title: 'One again',
    for: ['a'],
  } as const;
  history.when({ ...add, kind: 'one_to_one', for: ['a', 'b'] }).refused('one_person');
  history.when({ ...add, for: [] }).refused('for_nobody');
  history.when({ ...add, for: ['z'] }).refused('not_in');
  const added = given(groupDecider, plan, member('a'), member('b'), add);
  const extra = sessionOf(added.state, 3)!;
  assert.deepEqual(expectedAt(added.state, extra), ['a']);
  const mark = { ...register, session: 3, on: addDays(first, 2) };
  added.when({ ...mark, marks: [{ case: 'b', code: 'ATTC' }] }).refused('not_in');
  added.when({ ...mark, marks: [{ case: 'a', code: 'ATTC', late: true }] }).gives('register_taken');
});

test('a register marks each person once, says who was late, and is not empty while somebody is expected', () => {
  const history = given(groupDecider, plan, member('a'), member('b'));
  const a = { case: 'a', code: 'ATTC' } as const;
  history.when({ ...register, marks: [a, { ...a, code: 'UAAB' }] }).refused('marked_twice');
  history.when({ ...register, marks: [] }).refused('nobody_marked');
  const { decision } = history.when({
    ...register,
    marks: [
      { ...a, late: true },
      { case: 'b', code: 'AAME' },
    ],
  });
  assert.ok(decision.ok);
  assert.deepEqual(decision.events[0].facts, {
    session: 1,
    marks: [
      { case: 'a', code: 'ATTC', late: true },
      { case: 'b', code: 'AAME', late: false },
    ],
  });
});

test('a session to which nobody came is recorded as that, and counts as over', () => {
  const state = given(groupDecider, plan, member('a'))
    .when({ do: 'record_nobody', on: first, session: 1 })
    .gives('nobody_came');
  assert.equal(sessionOf(state, 1)!.status, 'nobody');
});

test('a group is over once nothing is still to come, and then its places are free and its people no longer its lead’s', () => {
  const history = given(groupDecider, plan, member('a'));
  const refusal = history.when({ do: 'finish', on }).refused('sessions_left');
  assert.match(refusal.words, /Session 1, 2 is still without a register/);
  const over = given(
    groupDecider,
    plan,
    member('a'),
    { ...register, marks: [{ case: 'a', code: 'ATTC' }] },
    { do: 'cancel_session', on, session: 2, reason: 'too_few' },
    { do: 'finish', on: addDays(first, 1) },
  );
  assert.deepEqual(over.state.members, []);
  over.when(member('b')).refused('finished');
  assert.deepEqual(
    given(groupDecider, plan, member('a'), { do: 'cancel', on, reason: '' }).state.members,
    [],
  );
});

test('who runs a group can change, and who leads one session can be somebody else', () => {
  const history = given(groupDecider, plan, {
    do: 'name_facilitators',
    on,
    lead: 'w2',
    facilitators: ['w2', 'w3', 'w3'],
  });
  assert.deepEqual([history.state.lead, history.state.facilitators], ['w2', ['w3']]);
  history.when({ do: 'name_facilitators', on, lead: '', facilitators: [] }).refused('no_lead');
  const covered = history.when({ do: 'cover_session', on, session: 2, by: 'w4' }).gives('session_covered');
  assert.equal(sessionOf(covered, 2)!.coveredBy, 'w4');
  history.when({ do: 'cover_session', on, session: 2, by: '' }).refused('no_cover');
});

test('E36: where a group meets is among the sealed words alone, and never in its state', () => {
  const history = given(groupDecider, plan);
  const tell = { do: 'tell_room', on, room: 'canary room', times: 'canary hour' } as const;
  const { decision } = history.when(tell);
  assert.ok(decision.ok);
  assert.deepEqual(decision.events[0].sealed, { room: 'canary room', times: 'canary hour' });
  assert.deepEqual(decision.events[0].facts, {});
  assert.ok(!JSON.stringify(history.when(tell).gives('room_told')).includes('canary'));
  history.when({ ...tell, room: ' ' }).refused('no_room');
});

test('places can be made fewer only down to those who have one', () => {
  const history = given(groupDecider, plan, member('a'), member('b'));
  history.when({ do: 'change_places', on, places: 1 }).refused('taken');
  history.when({ do: 'change_places', on, places: 31 }).refused('places');
  history.when({ do: 'change_places', on, places: 2 }).gives('places_changed');
});

test('plans and registers of the first schema are read with sessions that have numbers, and marks that say late', () => {
  const old = { schema: 1, occurredOn: on };
  const planned = upcast(groupDecider.upcasts, {
    ...old,
    type: 'group_planned',
    facts: { programme: 'p1', name: 'Autumn', places: 1, sessions: [first], lead: 'w1' },
  });
  const session = { number: 1, on: first, kind: 'group', module: '', title: '', for: [] };
  assert.deepEqual(planned.facts.sessions, [session]);
  assert.deepEqual((planned.facts as Record<string, unknown>).facilitators, []);
  const taken = upcast(groupDecider.upcasts, {
    ...old,
    type: 'register_taken',
    facts: { session: 1, marks: [{ case: 'a', code: 'ATTC' }] },
  });
  assert.deepEqual(taken.facts.marks, [{ case: 'a', code: 'ATTC', late: false }]);
});
