import { test } from 'node:test';
import assert from 'node:assert/strict';
import {
  addDays,
  agreedActions,
  contactDecider,
  contactDue,
  contactGroups,
  contactsOf,
  day,
  riskScreens,
  upcast,
  type CallerKind,
  type ContactCommand,
  type ContactEvent,
} from '../../src/index.ts';
import { given } from '../given.ts';

const on = day('2026-11-20');
const call = {
  do: 'take_call',
  on,
  channel: 'phone',
  group: 'own_behaviour',
  caller: 'not_said',
  statement: '2026-1',
  language: 'en',
  interpreter: false,
  began: '14:05',
} as const;
const called: ContactCommand[] = [call, { do: 'end_call', on, minutes: 25 }];

test('E5: a call is not begun without the statement that was read out', () => {
  given(contactDecider)
    .when({ ...call, statement: '' })
    .refused('no_statement');
});

test('somebody who comes back by their code goes on in the same stream: one caller, two contacts', () => {
  const { state } = given(contactDecider, ...called, { ...call, on: addDays(on, 2), channel: 'chat' });
  assert.equal(contactsOf(state), 2);
  assert.deepEqual(
    state.calls.map(one => one.minutes),
    [25, null],
  );
});

test('a call that goes on is ended before the next begins, and its length is in whole minutes', () => {
  const history = given(contactDecider, call);
  history.when(call).refused('call_running');
  history.when({ do: 'end_call', on, minutes: -1 }).refused('minutes');
  given(contactDecider, ...called)
    .when({ do: 'end_call', on, minutes: 3 })
    .refused('no_call');
  given(contactDecider)
    .when({ ...call, began: '25:00' })
    .refused('clock');
});

test('what was agreed is asked about at the next contact, and only what was agreed can be reported', () => {
  const agreed: ContactCommand[] = [...called, { do: 'agree_actions', on, actions: ['see_gp', 'solicitor'] }];
  const due = (...commands: ContactCommand[]) =>
    contactDue(given(contactDecider, ...commands).state).map(one => one.what);
  assert.ok(!due(...agreed).includes('ask_about_actions'), 'they have not come back yet');
  const back: ContactCommand[] = [...agreed, { ...call, on: addDays(on, 3) }];
  assert.ok(due(...back).includes('ask_about_actions'));
  const history = given(contactDecider, ...back);
  const later = addDays(on, 3);
  const report = { do: 'report_actions', on: later, taken: ['see_gp'], notTaken: ['solicitor'] } as const;
  history.when({ ...report, taken: ['crisis_line'] }).refused('not_agreed');
  history.when({ ...report, notTaken: ['see_gp'] }).refused('both');
  history.when({ ...report, taken: [], notTaken: [] }).refused('nothing_reported');
  const state = history.when(report).gives('actions_reported');
  assert.deepEqual(state.reported, { see_gp: 'taken', solicitor: 'not_taken' });
  assert.ok(Object.keys(agreedActions).includes('see_gp'));
});

test('E27: whoever says they are under 18 is refused nothing, and what they did becomes a safeguarding concern', () => {
  for (const caller of ['not_said', 'family', 'under_18'] satisfies CallerKind[]) {
    given(contactDecider)
      .when({ ...call, caller })
      .gives('call_taken');
    given(contactDecider)
      .when({ do: 'open', on, group: 'own_behaviour', caller, statement: '1', words: 'I am 15' })
      .gives('contact_opened');
  }
  const young = given(contactDecider, { ...call, caller: 'under_18' });
  assert.ok(contactDue(young.state).some(one => one.what === 'safeguarding'));
  const raised = young.when({ do: 'raise_concern', on, concern: 'c1' }).gives('concern_raised');
  assert.ok(contactDue(raised).every(one => one.what !== 'safeguarding'));
});

test('E27: a slip to a programme is for adults; somebody under 18 is told where they are not turned away', () => {
  const refusal = given(contactDecider, { ...call, caller: 'under_18' })
    .when({ do: 'give_slip', on, consent: '1' })
    .refused('under_18');
  assert.match(refusal.words, /0800 1111: you are not turned away/);
  given(contactDecider, call).when({ do: 'give_slip', on, consent: '1' }).gives('slip_given');
  given(contactDecider, call).when({ do: 'give_slip', on, consent: '' }).refused('no_consent');
});

test('E27: what somebody said of themselves once is not lost when the next call says nothing of it', () => {
  const { state } = given(
    contactDecider,
    { ...call, caller: 'under_18' },
    { do: 'end_call', on, minutes: 3 },
    call,
  );
  assert.equal(state.caller, 'under_18');
});

test('E26: who is kept from a family member’s contact cannot answer it, and is not told why', () => {
  const history = given(
    contactDecider,
    { ...call, caller: 'family' },
    { do: 'keep_from', on, workers: ['w2', 'w2'] },
  );
  assert.deepEqual(history.state.keptFrom, ['w2']);
  for (const command of [
    { do: 'take', on, worker: 'w2' },
    { do: 'answer', on, worker: 'w2', words: 'as told' },
  ] as const) {
    const { words } = history.when(command).refused('not_theirs');
    assert.doesNotMatch(words, /famil|relative|partner|case/i);
  }
  history.when({ do: 'keep_from', on, workers: ['worker-1'] }).refused('is_the_worker');
});

test('E8: no outcome of asking about risk says that there is none', () => {
  for (const words of Object.values(riskScreens)) assert.doesNotMatch(words, /no risk|not at risk|safe\b/i);
});

test('a call back is agreed within two weeks, one at a time, with a time that ends after it begins', () => {
  const agree = {
    do: 'agree_call_back',
    on,
    callBack: 'b1',
    way: 'they_call',
    slot: { day: addDays(on, 1), from: '14:00', until: '15:00' },
    leaveMessage: false,
  } as const;
  const history = given(contactDecider, call);
  history.when({ ...agree, slot: { ...agree.slot, day: addDays(on, 15) } }).refused('slot_day');
  history.when({ ...agree, slot: { ...agree.slot, until: '14:00' } }).refused('slot_time');
  const agreed = given(contactDecider, call, agree);
  assert.equal(agreed.state.callBacks[0].number, 'none', 'E4: they ring us, so there is no number');
  agreed.when({ ...agree, callBack: 'b2' }).refused('one_open');
  const made: ContactCommand = { do: 'make_call_back', on: addDays(on, 1), callBack: 'b1', outcome: 'spoke' };
  agreed.when(made).gives('call_back_made');
  agreed.when({ ...made, callBack: 'b9' }).refused('no_call_back');
  given(contactDecider, call, agree, made).when(made).refused('already_made');
  agreed.when({ do: 'destroy_number', on, callBack: 'b1' }).refused('no_number');
});

test('E4: no command to a contact has a place for a number, an address, a device or a name', () => {
  const { events } = given(contactDecider, call).when({
    ...call,
    do: 'agree_call_back',
    callBack: 'b1',
    way: 'we_call',
    slot: { day: on, from: '14:00', until: '15:00' },
    leaveMessage: true,
  }).decision as unknown as { events: ContactEvent[] };
  assert.deepEqual(Object.keys(events[0].facts).sort(), ['callBack', 'leaveMessage', 'slot', 'way']);
});

test('ways in of the first schema are read as a group of domain 1.3 and what they said of themselves', () => {
  const lifted = (group: string) => {
    const event = { type: 'contact_opened', schema: 1, occurredOn: on, facts: { group, statement: '1' } };
    const facts: Record<string, unknown> = upcast(contactDecider.upcasts, event).facts;
    assert.ok(Object.hasOwn(contactGroups, String(facts.group)));
    return [facts.group, facts.caller];
  };
  assert.deepEqual(
    ['own_behaviour', 'family', 'child', 'survivor', 'professional', 'under_18', 'other'].map(lifted),
    [
      ['own_behaviour', 'not_said'],
      ['another_adults_behaviour', 'family'],
      ['child_who_may_have_been_abused', 'not_said'],
      ['survivor', 'not_said'],
      ['professional', 'not_said'],
      ['other', 'under_18'],
      ['other', 'not_said'],
    ],
  );
});

test('E27: what somebody says of themselves in the middle of a call counts from then on, and is never unsaid', () => {
  const talking = given(contactDecider, call);
  const young = talking.when({ do: 'say_caller', on, caller: 'under_18' }).gives('caller_said');
  assert.equal(young.caller, 'under_18');
  assert.ok(contactDue(young).some(one => one.what === 'safeguarding'));
  talking.when({ do: 'say_caller', on, caller: 'not_said' }).refused('nothing_said');
  const again = given(
    contactDecider,
    call,
    { do: 'say_caller', on, caller: 'family' },
    { do: 'end_call', on, minutes: 1 },
    call,
  );
  assert.equal(again.state.caller, 'family', 'a later call in which they say nothing does not unsay it');
});

test('E26: a worker who is kept from a contact can leave no note in it', () => {
  const kept = given(
    contactDecider,
    call,
    { do: 'take', on, worker: 'w2' },
    { do: 'keep_from', on, workers: ['w1'] },
  );
  assert.deepEqual(
    contactDecider.decide(kept.state, { do: 'keep_note', on, words: 'as told' }, { actor: 'w1', today: on })
      .ok,
    false,
  );
  assert.equal(
    contactDecider.decide(kept.state, { do: 'keep_note', on, words: 'as told' }, { actor: 'w2', today: on })
      .ok,
    true,
  );
});
