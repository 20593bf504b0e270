import { test } from 'node:test';
import assert from 'node:assert/strict';
import {
  addDays,
  asPlanned,
  caseDecider,
  day,
  dueInCase,
  fold,
  type CaseCommand,
  type CaseEvent,
  usualDueSettings,
} from '../../src/index.ts';
import { given } from '../given.ts';
import { somebody } from './commands.ts';

const refer: CaseCommand = {
  do: 'refer',
  on: day('2025-04-20'),
  reference: 'TC-2041',
  source: 'probation',
  stage: 'before_the_court',
  identity: somebody,
};
const opened: CaseCommand[] = [
  refer,
  { do: 'triage', on: day('2025-04-22'), outcome: 'accepted' },
  { do: 'open', on: day('2025-04-23'), practitioner: 'w1' },
];
const sentenced: CaseCommand[] = [
  ...opened,
  { do: 'record_legal_step', proceedings: 'first', on: day('2025-04-25'), step: 'convicted' },
  {
    do: 'record_sentence',
    on: day('2025-05-13'),
    sentence: {
      order: 'o1',
      proceedings: 'first',
      disposal: 'community_order',
      months: 12,
      suspended: null,
      requirements: [{ kind: 'programme', most: 30 }],
    },
  },
];
const placed: CaseCommand[] = [
  ...sentenced,
  {
    do: 'enrol',
    on: day('2025-05-20'),
    enrolment: 'e1',
    programme: 'p1',
    basis: 'requirement',
    assessed: true,
  },
  { do: 'give_place', on: day('2025-06-01'), enrolment: 'e1', group: 'g1', startsOn: day('2025-07-01') },
];

test('a referral, its triage and the opening lead to an open case with a practitioner', () => {
  const { state } = given(caseDecider, ...opened);
  assert.equal(state.status, 'open');
  assert.equal(state.practitioner, 'w1');
});

test('a case is not opened before its referral is accepted', () => {
  given(caseDecider, refer)
    .when({ do: 'open', on: day('2025-04-23'), practitioner: 'w1' })
    .refused('not_accepted');
});

test('a date before the step it follows is refused with that date in words, and nothing is saved', () => {
  const history = given(caseDecider, ...sentenced);
  const refusal = history
    .when({ do: 'end_order', on: day('2025-05-01'), order: 'o1', how: 'completed', early: null })
    .refused('too_early');
  assert.match(refusal.words, /13 May 2025/);
  assert.match(refusal.words, /Nothing was saved/);
  assert.equal(refusal.field, 'on');
});

test('a date after today is refused', () => {
  given(caseDecider, ...sentenced)
    .when({ do: 'ask_welfare', on: day('2026-11-25'), because: 'Charged.', outcome: 'spoke' })
    .refused('in_the_future');
});

test('a 12-month order made on 13 May ends on 12 May', () => {
  assert.equal(given(caseDecider, ...sentenced).state.orders[0].until, '2026-05-12');
});

test('an order and a programme by choice run as two clocks that end on days of their own', () => {
  const { state } = given(
    caseDecider,
    ...placed,
    {
      do: 'enrol',
      on: day('2025-06-01'),
      enrolment: 'e2',
      programme: 'p2',
      basis: 'voluntary_after_sentence',
      assessed: true,
    },
    { do: 'give_place', on: day('2025-06-02'), enrolment: 'e2', group: 'g2', startsOn: day('2025-06-10') },
    {
      do: 'record_attendance',
      on: day('2025-06-10'),
      enrolment: 'e2',
      session: 1,
      code: 'ATTC',
      how: asPlanned,
    },
    { do: 'complete_programme', on: day('2025-08-20'), enrolment: 'e2' },
  );
  assert.equal(state.orders[0].ended, null);
  assert.equal(state.enrolments.find(one => one.id === 'e2')!.status, 'programme_complete');
  assert.equal(state.enrolments.find(one => one.id === 'e1')!.status, 'scheduled');
});

test('E40: an enrolment without a basis that fits the case is refused', () => {
  given(caseDecider, ...opened)
    .when({
      do: 'enrol',
      on: day('2025-04-24'),
      enrolment: 'e1',
      programme: 'p1',
      basis: 'requirement',
      assessed: true,
    })
    .refused('no_sentence');
  given(caseDecider, ...sentenced)
    .when({
      do: 'enrol',
      on: day('2025-06-01'),
      enrolment: 'e1',
      programme: 'p1',
      basis: 'voluntary_before_charge',
      assessed: true,
    })
    .refused('after_charge');
});

test('a sentence needs a conviction, and a length where it lasts', () => {
  const sentence = {
    order: 'o2',
    proceedings: 'first',
    disposal: 'community_order',
    months: null,
    suspended: null,
    requirements: [],
  } as const;
  given(caseDecider, ...opened)
    .when({ do: 'record_sentence', on: day('2025-05-13'), sentence })
    .refused('not_convicted');
  const refusal = given(caseDecider, ...sentenced.slice(0, -1))
    .when({ do: 'record_sentence', on: day('2025-06-13'), sentence })
    .refused('length_missing');
  assert.equal(refusal.field, 'months');
});

test('somebody referred after the sentence gets conviction and sentence recorded afterwards, each once', () => {
  const afterwards: CaseCommand[] = [
    { ...refer, stage: 'sentenced' },
    ...opened.slice(1),
    { do: 'record_legal_step', proceedings: 'first', on: day('2025-02-01'), step: 'convicted' },
  ];
  const history = given(caseDecider, ...afterwards);
  assert.equal(history.state.stage, 'sentenced');
  history
    .when({ do: 'record_legal_step', proceedings: 'first', on: day('2025-02-02'), step: 'convicted' })
    .refused('step_impossible');
  const sentence = {
    order: 'o1',
    proceedings: 'first',
    disposal: 'fine',
    months: null,
    suspended: null,
    requirements: [],
  } as const;
  history.when({ do: 'record_sentence', on: day('2025-03-01'), sentence }).gives('sentenced');
});

test('an earlier step, told later, is not overwritten by what the referral said', () => {
  const { events } = ((): { events: CaseEvent[] } => {
    let state = caseDecider.initial;
    const events: CaseEvent[] = [];
    for (const command of [
      ...opened,
      {
        do: 'record_legal_step',
        proceedings: 'first',
        on: day('2025-02-01'),
        step: 'convicted',
      } as CaseCommand,
    ]) {
      const decision = caseDecider.decide(state, command, { actor: 'w1', today: day('2026-01-01') });
      assert.ok(decision.ok);
      events.push(...decision.events);
      state = fold({ ...caseDecider, initial: state }, decision.events);
    }
    return { events };
  })();
  const byDay = [...events].sort((a, b) => (a.occurredOn < b.occurredOn ? -1 : 1));
  const state = fold(caseDecider, byDay);
  assert.equal(state.stage, 'convicted');
  assert.equal(state.convictedOn, '2025-02-01');
});

test('a session is marked once; the second time it is to be corrected', () => {
  const mark: CaseCommand = {
    do: 'record_attendance',
    on: day('2025-07-01'),
    enrolment: 'e1',
    session: 1,
    code: 'ATTC',
    how: asPlanned,
  };
  given(caseDecider, ...placed, mark)
    .when(mark)
    .refused('already_marked');
});

test('E33: the check on children falls due again by time and at every change', () => {
  const check = {
    atHome: { '0 to 4': 0, '5 to 10': 1, '11 to 15': 0, '16 to 17': 0 },
    contact: 'supervised',
    role: 'none',
    socialCare: 'plan',
  } as const;
  const checked: CaseCommand[] = [...sentenced, { do: 'check_children', on: day('2025-06-01'), check }];
  const dueBy = (...commands: CaseCommand[]) =>
    dueInCase(given(caseDecider, ...commands).state, usualDueSettings).find(
      due => due.kind === 'children_check',
    )!.by;
  assert.equal(dueBy(...checked), '2025-08-30');
  for (const what of ['address', 'partner', 'order', 'work'] as const) {
    assert.equal(dueBy(...checked, { do: 'record_life_change', on: day('2025-06-10'), what }), '2025-06-17');
  }
});

test('E8: a welfare prompt stands from each date that weighs until somebody has asked', () => {
  const prompt = (...commands: CaseCommand[]) =>
    dueInCase(given(caseDecider, ...commands).state, usualDueSettings).find(due => due.kind === 'welfare');
  assert.equal(prompt(...sentenced)!.by, '2025-04-25');
  assert.equal(
    prompt(...sentenced, {
      do: 'ask_welfare',
      on: day('2025-05-13'),
      because: 'Sentenced.',
      outcome: 'spoke',
    }),
    undefined,
  );
});

test('E24: an acquittal or a case dropped is never shown as a conviction', () => {
  const history = given(caseDecider, ...opened, {
    do: 'record_legal_step',
    proceedings: 'first',
    on: addDays(day('2025-04-23'), 5),
    step: 'acquitted',
  });
  assert.equal(history.state.stage, 'ended_without_conviction');
  assert.equal(history.state.convictedOn, null);
});
