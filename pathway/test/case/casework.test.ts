import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  caseDecider,
  consentWarnings,
  day,
  openTasks,
  upcast,
  uncoveredTasks,
  type CaseEvent,
} from '../../src/index.ts';
import { given } from '../given.ts';
import { closing, due, on, opened, sentenced, task } from './opened-case.ts';
import { communityOrder } from '../community-order.ts';

const enrolled = {
  do: 'enrol',
  on,
  enrolment: 'e1',
  programme: 'p1',
  basis: 'voluntary_before_charge',
  assessed: true,
} as const;

test('a task goes to somebody who may see the case, and is shown as not covered when they are gone', () => {
  const state = given(caseDecider, ...opened, task).state;
  assert.deepEqual(due(state, 'task'), { kind: 'task', by: '2026-03-09', because: 'Letter.' });
  assert.deepEqual(uncoveredTasks(state, new Set(['w1', 'w2'])), []);
  assert.equal(uncoveredTasks(state, new Set(['w1'])).length, 1);
  const away = given(caseDecider, ...opened, task, {
    do: 'exclude_staff',
    on,
    staff: ['w2'],
    reason: 'as told',
  });
  assert.equal(uncoveredTasks(away.state, new Set(['w1', 'w2'])).length, 1);
  away.when({ ...task, task: 't2' }).refused('cannot_carry');
  assert.equal(openTasks(away.when({ do: 'finish_task', on, task: 't1' }).gives('task_done')).length, 0);
});

test('a case that is closed while something runs needs a named person, who has it from then on', () => {
  const open = given(caseDecider, ...opened, task);
  const refusal = open.when(closing).refused('needs_named_person');
  assert.match(refusal.words, /one task/);
  const closed = open.when({ ...closing, watchedBy: 'w3' }).gives('closed');
  assert.equal(closed.practitioner, 'w3');
  assert.equal(due(closed, 'task')?.by, '2026-03-09');
});

test('an order that still runs is watched after closing until it has ended', () => {
  const asked = { do: 'ask_welfare', on, because: 'Sentenced.', outcome: 'spoke' } as const;
  const history = given(
    caseDecider,
    ...sentenced,
    { do: 'record_sentence', on, sentence: communityOrder },
    asked,
  );
  assert.match(history.when(closing).refused('needs_named_person').words, /an order and its requirements/);
  const closed = history.when({ ...closing, watchedBy: 'w1' }).gives('closed');
  assert.equal(due(closed, 'order_ends')?.by, '2027-03-01');
});

test('a transfer says to whom, and stays due until that body has said that it has the person', () => {
  const history = given(caseDecider, ...opened);
  const transferred = { ...closing, reason: 'transferred' } as const;
  history.when(transferred).refused('to_whom');
  const transfer = { to: 'probation', receiptBy: day('2026-03-16') } as const;
  history.when({ ...closing, transfer }).refused('not_transferred');
  const closed = history.when({ ...transferred, transfer }).gives('closed');
  assert.equal(due(closed, 'receipt')?.by, '2026-03-16');
  const received = given(caseDecider, ...opened, { ...transferred, transfer }, { do: 'record_receipt', on });
  assert.equal(due(received.state, 'receipt'), undefined);
});

test('after a death enrolments end with it, nothing is asked of the person any longer, and a task needs somebody', () => {
  const died = { ...closing, reason: 'died' } as const;
  const state = given(caseDecider, ...opened, enrolled)
    .when(died)
    .gives('programme_left', 'closed');
  assert.equal(state.enrolments[0].status, 'withdrawn');
  assert.equal(due(state, 'welfare'), undefined);
  given(caseDecider, ...opened, task)
    .when(died)
    .refused('needs_named_person');
});

test('after a death no clock of the law is due: the first notification is nobody’s to make', () => {
  const notification = { do: 'begin_notification', on, clock: 'n1', until: null } as const;
  const history = given(
    caseDecider,
    ...sentenced,
    { do: 'record_sentence', on, sentence: communityOrder },
    notification,
  );
  assert.equal(due(history.state, 'notify')?.because, 'The first notification falls due within three days.');
  const after = history.when({ ...closing, reason: 'died' }).gives('closed');
  assert.equal(due(after, 'notify'), undefined);
});

test('whoever was enrolled after a death that nobody knew of left on the day on which they were enrolled', () => {
  const state = given(caseDecider, ...opened, { ...enrolled, on: day('2026-03-05') })
    .when({ ...closing, reason: 'died' })
    .gives('programme_left', 'closed');
  assert.equal(state.enrolments[0].endedOn, '2026-03-05');
  assert.equal(state.closed?.on, on);
});

test('a closed case takes nothing new until it is opened again, with a note and a practitioner', () => {
  const history = given(caseDecider, ...opened, closing);
  history.when(task).refused('closed');
  history.when({ do: 'reopen', on, practitioner: 'w2', note: ' ' }).refused('empty');
  const state = history.when({ do: 'reopen', on, practitioner: 'w2', note: 'as told' }).gives('reopened');
  assert.equal(state.status, 'open');
  assert.equal(state.practitioner, 'w2');
});

test('a case handed to a team without a person is somebody’s to share out, and the talk stays due until it was had', () => {
  const handed = {
    do: 'hand_over',
    on,
    practitioner: null,
    team: 'north',
    talkBy: day('2026-03-06'),
  } as const;
  const state = given(caseDecider, ...opened, handed).state;
  assert.equal(due(state, 'allocate')?.by, on);
  assert.equal(due(state, 'handover')?.by, '2026-03-06');
  const after = given(
    caseDecider,
    ...opened,
    handed,
    { ...handed, practitioner: 'w2', team: null },
    { do: 'hold_handover', on },
  );
  assert.equal(due(after.state, 'allocate'), undefined);
  assert.equal(due(after.state, 'handover'), undefined);
  assert.equal(after.state.team, 'north');
});

test('consent as the only basis under supervision is said in a sentence, and never refused', () => {
  const basis = {
    purpose: 'supervision',
    article6: 'consent',
    article9: null,
    article10: null,
    source: 'as told',
    reviewOn: day('2027-03-02'),
  } as const;
  const set = { do: 'set_lawful_basis', on, basis } as const;
  assert.deepEqual(consentWarnings(given(caseDecider, ...opened, set).state), []);
  const supervised = given(
    caseDecider,
    ...sentenced,
    { do: 'record_sentence', on, sentence: communityOrder },
    set,
  );
  assert.match(consentWarnings(supervised.state)[0], /may not be free to refuse/);
  assert.equal(due(supervised.state, 'basis_review')?.by, '2027-03-02');
});

test('what was asked and closed before outcomes and watchers were kept is read as that', () => {
  const { state } = given(caseDecider, ...opened);
  const read = (type: string, facts: Record<string, string>) =>
    ({ ...upcast(caseDecider.upcasts, { type, schema: 1, facts }), occurredOn: on }) as unknown as CaseEvent;
  const asked = caseDecider.evolve(state, read('welfare_asked', { because: 'Charged.' }));
  assert.deepEqual(asked.welfare, [{ on, outcome: 'not_recorded', told: 4 }]);
  const closed = caseDecider.evolve(state, read('closed', { reason: 'completed' }));
  assert.deepEqual(closed.closed, { on, reason: 'completed', watchedBy: null, transfer: null });
});
