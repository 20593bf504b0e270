import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { day, type CaseCommand, type CaseState } from '@throughcare/pathway';
import { asItStands } from '../as-it-stands.ts';
import { openHouse } from '../helpline/house.ts';
import { convictedOnly, offerProgrammes, openCase, planGroup } from './case.ts';

const house = await openHouse();
await offerProgrammes(house);
const mine = await house.walker('practitioner', 'programme_lead');
const other = await house.walker('practitioner', 'programme_lead');
const on = day('2026-03-02');
const why = { wrong: 'put_right', because: 'learnt_later' };
const state = async (id: string): Promise<CaseState> => (await mine.repository.person(id))!.state;

/** The page on which an entry of a case is put right, and its fields as they stand. */
async function entryOf(id: string, type: string) {
  const events = (await mine.repository.person(id))!.events.filter(one => one.type === type);
  const { replaces, version } = events.at(-1)!;
  const url = `/people/${id}/entries/${replaces ?? version}`;
  const page = await mine.open(url);
  assert.equal(page.statusCode, 200, type);
  return { url, body: page.body, fields: asItStands(page.body, url) };
}

/** Puts an entry right: every field as it stands but for these. */
async function putRight(id: string, type: string, change: Record<string, string | string[]>) {
  const { url, fields } = await entryOf(id, type);
  const sent = await mine.send(url, { ...fields, ...why, ...change });
  const summary = /govuk-error-summary[\s\S]{0,900}/.exec(sent.body)?.[0] ?? '';
  assert.equal(sent.statusCode, 303, `${type}: ${summary}`);
  return state(id);
}

const check: CaseCommand = {
  do: 'check_children',
  on,
  check: {
    atHome: { '0 to 4': 1, '5 to 10': 0, '11 to 15': 2, '16 to 17': 0 },
    contact: 'supervised',
    role: 'none',
    socialCare: 'plan',
  },
  asked: ['person', 'social_care'],
  by: other.actor.userId,
};
const sentence: CaseCommand = {
  do: 'record_sentence',
  on: day('2025-05-13'),
  sentence: {
    order: 'o1',
    proceedings: 'first',
    disposal: 'suspended_sentence_order',
    months: 18,
    suspended: { termMonths: 8, supervisionMonths: 12 },
    requirements: [
      { kind: 'programme', most: 35 },
      { kind: 'rehabilitation_activity', most: null },
      { kind: 'curfew', most: null },
    ],
  },
};
const notification: CaseCommand = {
  do: 'begin_notification',
  on: day('2025-05-13'),
  clock: 'n1',
  until: day('2030-05-13'),
};
const condition: CaseCommand = {
  do: 'set_condition',
  on,
  condition: 'c1',
  under: { what: 'order', id: 'o1' },
  kind: 'prohibition',
  subject: 'devices',
  until: day('2026-09-01'),
  words: 'Word for word.',
};
const prevention: CaseCommand = {
  do: 'make_prevention_order',
  on: day('2025-05-13'),
  clock: 's1',
  until: day('2030-05-12'),
  interim: false,
};
const enrol: CaseCommand = {
  do: 'enrol',
  on: day('2025-06-01'),
  enrolment: 'e1',
  programme: 'group',
  basis: 'requirement',
  assessed: true,
};
const task: CaseCommand = {
  do: 'give_task',
  on,
  task: 't1',
  kind: 'call',
  to: other.actor.userId,
  by: day('2026-03-20'),
  words: 'Ring them.',
};
const measure: CaseCommand = {
  do: 'take_measure',
  on,
  measure: 'm1',
  instrument: 'phq_9',
  moment: 'before',
  answers: [1, 2, 0, null, 1, 1, 0, 2, 0],
  total: null,
};
const told: readonly CaseCommand[] = [
  sentence,
  notification,
  prevention,
  condition,
  check,
  enrol,
  task,
  measure,
  { do: 'record_notified', on, clock: 'n1', what: 'first' },
  { do: 'record_barring', on, status: 'asked', reviewOn: day('2026-06-01') },
  { do: 'record_mappa', on, under: 1, level: 2, reviewOn: day('2026-06-01') },
  { do: 'set_rehabilitation', on, clock: 'r1', order: 'o1', until: null, source: 'court' },
  { do: 'change_clock_end', on, clock: 'n1', until: day('2031-05-13') },
  { do: 'record_progress', on, order: 'o1', requirement: 1, amount: 3 },
  { do: 'end_requirement', on, order: 'o1', requirement: 3, how: 'completed' },
  { do: 'end_condition', on, condition: 'c1', why: 'discharged' },
  { do: 'record_life_change', on, what: 'address' },
  { do: 'write_note', on, words: 'As told.' },
  { do: 'ask_welfare', on, outcome: 'spoke', because: 'By ourselves, after a hearing.' },
  { do: 'expect_date', on, what: 'hearing', falls: day('2026-04-01') },
  { do: 'tell_characteristics', on, ethnicGroup: null, disability: 'not_disabled', religion: null },
  { do: 'reassign_task', on, task: 't1', to: mine.actor.userId, by: day('2026-03-22') },
  { do: 'finish_task', on, task: 't1' },
  {
    do: 'import_band',
    on,
    band: 'b1',
    instrument: 'osp',
    given: 'Low',
    version: '2',
    assessor: 'An officer',
    assessedOn: day('2026-02-01'),
    expiresOn: null,
  },
  { do: 'begin_proceedings', on, proceedings: 'second', stage: 'police_contact' },
  {
    do: 'record_legal_step',
    on,
    proceedings: 'second',
    step: 'bailed',
    detail: { until: day('2026-05-01') },
  },
  {
    do: 'judge_failure',
    on,
    order: 'o1',
    failure: { kind: 'appointment', on: day('2026-02-02') },
    judged: 'warned',
    warning: { whatFailed: true, unacceptable: true, courtNext: true },
    words: 'As told.',
    why: '',
  },
  {
    do: 'set_lawful_basis',
    on,
    basis: {
      purpose: 'casework',
      article6: 'public_task',
      article9: null,
      article10: null,
      source: 'The agreement',
      reviewOn: day('2027-03-02'),
    },
  },
  { do: 'end_clock', on, clock: 's1', why: 'court' },
];

test('an entry of a case begins as it was told, and sent as it stands it changes nothing but that it was corrected', async () => {
  const id = await convictedOnly(mine, 'TC-P1', told);
  const before = await state(id);
  const { events } = (await mine.repository.person(id))!;
  const first = events.findIndex(event => event.type === 'sentenced');
  for (const { type } of events.slice(first)) {
    const { body, fields } = await entryOf(id, type);
    assert.ok(
      'wrong' in fields || body.includes('Something in it is wrong'),
      `${type} is told by its own form`,
    );
    assert.deepEqual(await putRight(id, type, {}), before, type);
  }
  const person = (await mine.repository.person(id))!;
  assert.equal(person.corrections.length, told.length);
  for (const event of person.events.slice(first)) {
    const was = events.find(one => one.version === event.replaces)!;
    assert.deepEqual([event.type, event.facts, event.sealed], [was.type, was.facts, was.sealed]);
  }
});

test('that a case was closed, and opened again, begin as they were told too', async () => {
  const id = await openCase(mine, 'TC-P9', [
    { do: 'close', on, reason: 'completed', watchedBy: other.actor.userId, transfer: null },
    { do: 'reopen', on, practitioner: other.actor.userId, note: 'Back again.' },
  ]);
  const before = await state(id);
  for (const type of ['closed', 'reopened']) assert.deepEqual(await putRight(id, type, {}), before, type);
});

test('a sentence is put right in what it says: kind, lengths and requirements, and it stays the same order', async () => {
  const id = await convictedOnly(mine, 'TC-P2', [sentence, condition]);
  const { orders, conditions } = await putRight(id, 'sentenced', {
    disposal: 'community_order',
    months: '24',
    termMonths: '',
    supervisionMonths: '',
    requirements: ['programme', 'unpaid_work'],
    programmeMost: '40',
    workMost: '100',
  });
  const [order] = orders;
  assert.deepEqual([order.id, order.disposal, order.suspended], ['o1', 'community_order', null]);
  assert.equal(order.until, '2027-05-12');
  assert.deepEqual(
    order.requirements.map(one => [one.kind, one.most]),
    [
      ['programme', 40],
      ['unpaid_work', 100],
    ],
  );
  assert.deepEqual(conditions[0].under, { what: 'order', id: 'o1' });
});

test('notification, a prevention order and a condition are put right in their last day and what they say', async () => {
  const id = await convictedOnly(mine, 'TC-P3', [sentence, notification, prevention, condition]);
  assert.equal(
    (await putRight(id, 'notification_began', { until: '2032-05-13' })).clocks[0].until,
    '2032-05-13',
  );
  const { clocks } = await putRight(id, 'prevention_order_made', { kind: 'interim', until: '' });
  assert.deepEqual(
    clocks.map(one => [one.id, one.until]),
    [
      ['n1', '2032-05-13'],
      ['s1', null],
    ],
  );
  const change = {
    under: 'prevention_order#s1',
    kind: 'requirement',
    subject: 'travel',
    words: 'Put right.',
  };
  const { conditions } = await putRight(id, 'condition_set', change);
  assert.deepEqual(
    conditions.map(one => [one.id, one.under, one.kind, one.subject]),
    [['c1', { what: 'prevention_order', id: 's1' }, 'requirement', 'travel']],
  );
  assert.match((await mine.open(`/people/${id}`)).body, /Put right\./);
});

test('E33: a check on the children is put right, and whoever checked stays who they were', async () => {
  const { by: _by, ...byMyself } = check;
  const id = await openCase(mine, 'TC-P4', [byMyself]);
  const { url, body, fields } = await entryOf(id, 'children_checked');
  assert.match(body, /Whoever recorded it/);
  const sent = await other.send(url, {
    ...asItStands((await other.open(url)).body, url),
    ...why,
    'band-1': '3',
    socialCare: 'assessment',
  });
  assert.equal(sent.statusCode, 303, sent.body);
  const { childrenCheck } = await state(id);
  assert.equal(childrenCheck!.check.atHome['5 to 10'], 3);
  assert.equal(childrenCheck!.check.atHome['11 to 15'], 2);
  assert.equal(fields['band-2'], '2');
  const { events } = (await mine.repository.person(id))!;
  assert.equal(events.find(one => one.type === 'children_checked')!.facts.by, mine.actor.userId);
});

test('a referral to a programme, a change of life, a task and a measure are put right in what they say', async () => {
  const id = await openCase(mine, 'TC-P5', [
    enrol,
    { do: 'record_life_change', on, what: 'address' },
    task,
    measure,
  ]);
  const { enrolments } = await putRight(id, 'enrolled', {
    programme: 'course',
    basis: 'licence',
    assessed: 'no',
  });
  assert.deepEqual(
    enrolments.map(one => [one.id, one.programme, one.basis, one.status]),
    [['e1', 'course', 'licence', 'awaiting_assessment']],
  );
  const { tasks } = await putRight(id, 'task_given', {
    to: mine.actor.userId,
    by: '2026-03-28',
    words: 'Write.',
  });
  assert.deepEqual(
    tasks.map(one => [one.id, one.to, one.by]),
    [['t1', mine.actor.userId, '2026-03-28']],
  );
  await putRight(id, 'life_changed', { what: 'partner' });
  await putRight(id, 'measure_taken', { 'item-4': '2', moment: 'after' });
  const { events } = (await mine.repository.person(id))!;
  const factsOf = (type: string) => events.find(one => one.type === type)!.facts;
  assert.equal(factsOf('life_changed').what, 'partner');
  const { answers, moment, measure: name } = factsOf('measure_taken');
  assert.deepEqual([answers, moment, name], [[1, 2, 0, 2, 1, 1, 0, 2, 0], 'after', 'm1']);
});

test('a task that was given to somebody who has left since can be put right and stays theirs', async () => {
  const leaver = await house.walker('programme_lead');
  const id = await openCase(mine, 'TC-P6', [{ ...task, to: leaver.actor.userId }]);
  const left = await house.records
    .as(house.administrator)
    .decide('organisation', house.organisation, 'latest', randomUUID(), {
      do: 'leave',
      on: day('2026-03-12'),
      user: leaver.actor.userId,
    });
  assert.ok(left.ok, JSON.stringify(left));
  const { tasks } = await putRight(id, 'task_given', { by: '2026-03-28' });
  assert.deepEqual(
    tasks.map(one => [one.to, one.by]),
    [[leaver.actor.userId, '2026-03-28']],
  );
});

test('a session is put right from the case as well: how it was attended, and not when somebody absent came', async () => {
  const group = await planGroup(mine, ['2026-03-02', '2026-03-12']);
  const id = await openCase(mine, 'TC-P7', [
    enrol,
    { do: 'give_place', on: day('2026-03-01'), enrolment: 'e1', group, startsOn: day('2026-03-02') },
    {
      do: 'record_attendance',
      on,
      enrolment: 'e1',
      session: 1,
      code: 'ATTC',
      how: {
        kind: 'group',
        catchUp: false,
        late: true,
        arrivedAt: '10:20',
        departedAt: null,
      },
    },
  ]);
  const { fields } = await entryOf(id, 'attended');
  assert.deepEqual([fields.code, fields.late], ['ATTC', ['yes']]);
  const { enrolments } = await putRight(id, 'attended', { code: 'AAME' });
  const [{ code, how }] = enrolments[0].attendances;
  assert.deepEqual([code, how.late, how.arrivedAt], ['AAME', false, null]);
});

test('what can be chosen is what could be chosen then, and a mistake is answered on the same page with all that was typed', async () => {
  const id = await convictedOnly(mine, 'TC-P8', [
    sentence,
    condition,
    { do: 'end_order', on: day('2026-03-03'), order: 'o1', how: 'revoked', early: null },
  ]);
  const { url, body, fields } = await entryOf(id, 'condition_set');
  assert.equal(fields.under, 'order#o1', 'the order that has ended since');
  assert.match(body, /<h1>Put right: /);
  assert.equal(body.split('What was wrong?').length, 2, 'asked once');
  const sent = await mine.send(url, { ...fields, ...why, until: 'soon', words: 'As typed.' });
  assert.equal(sent.statusCode, 422);
  assert.match(sent.body, /href="#until">Enter the day/);
  assert.match(sent.body, /As typed\./);
  const later = await mine.send(url, { ...fields, ...why, 'on-day': '30', 'on-month': '3' });
  assert.match(later.body, /30 March 2026 is still to come\./);
  assert.deepEqual((await mine.repository.person(id))!.corrections, []);
});

test('E23: who somebody is is put right at their referral, under the reference that they have, and never taken out', async () => {
  const id = await openCase(mine, 'TC-P10', [task]);
  const { url, body, fields } = await entryOf(id, 'referred');
  assert.ok(!body.includes('take_out'));
  assert.deepEqual([fields.surname, fields['bornOn-year']], ['Marbernford', '1980']);
  const child = await mine.send(url, { ...fields, ...why, 'bornOn-year': '2010' });
  assert.equal(child.statusCode, 422);
  assert.match(child.body, /They were under 18[\s\S]*Raise a concern<\/a>/);
  await putRight(id, 'referred', {
    because: 'person_asked',
    forename: 'Corwin',
    surname: 'Thistlewick',
    'bornOn-day': '18',
    source: 'police',
  });
  const { identity, state: now } = (await mine.repository.person(id))!;
  assert.deepEqual(
    [identity!.forename, identity!.surname, identity!.bornOn],
    ['Corwin', 'Thistlewick', '1980-05-18'],
  );
  assert.equal(now.reference, 'TC-P10');
  const found = await mine.repository.people({ search: 'Thistlewick' });
  assert.deepEqual(
    found.rows.map(one => one.case),
    [id],
  );
  const took = await mine.send(url, {
    ...(await entryOf(id, 'referred')).fields,
    wrong: 'take_out',
    because: 'wrong_record',
  });
  assert.equal(took.statusCode, 422);
  assert.match(took.body, /That cannot be done with this entry\./);
});

test('what was entered in the wrong record is named among what was corrected, and its words are not said again', async () => {
  const id = await openCase(mine, 'TC-P11', [
    { do: 'write_note', on, words: 'Canary of somebody else.' },
    { do: 'write_note', on, words: 'Told twice.' },
  ]);
  const notes = (await mine.repository.person(id))!.events.filter(one => one.type === 'note_written');
  for (const [at, because] of ['wrong_record', 'entered_twice'].entries()) {
    const url = `/people/${id}/entries/${notes[at].version}`;
    assert.equal((await mine.fill(url, { wrong: 'take_out', because })).statusCode, 303);
  }
  const { body } = await mine.open(`/people/${id}`);
  const [, earlier] = body.split('id="as-first-told"');
  assert.match(earlier, /Told twice\.[\s\S]*It was entered twice\./);
  assert.match(earlier, /Taken out by [^<]*\. It was entered in the wrong record\./);
  assert.ok(!body.includes('Canary of somebody else.'));
});
