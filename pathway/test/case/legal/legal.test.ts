import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  addDays,
  bindingConditions,
  caseDecider,
  day,
  dueInCase,
  enforcementProposal,
  enforcementStatus,
  fold,
  upcast,
  type CaseCommand,
  type CaseEvent,
  type Day,
  type DecidedEvent,
  type LegalCommand,
  usualDueSettings,
} from '../../../src/index.ts';
import { given } from '../../given.ts';
import { beside, suspendedSentence, throughCustody, toConviction, underInvestigation } from './pathway.ts';

const sentenced = [...underInvestigation, ...toConviction, suspendedSentence];
const due = (kind: string, ...commands: readonly CaseCommand[]) =>
  dueInCase(given(caseDecider, ...commands).state, usualDueSettings).find(one => one.kind === kind);
const says = { whatFailed: true, unacceptable: true, courtNext: true };

function judge(failed: string, judged: 'excused' | 'warned' | 'referred', why = ''): LegalCommand {
  return {
    do: 'judge_failure',
    on: addDays(day(failed), 2),
    order: 'o1',
    failure: { kind: 'appointment', on: day(failed) },
    judged,
    warning: judged === 'warned' ? says : null,
    words: 'As told.',
    why,
  };
}

test('somebody under investigation in new proceedings is still sentenced in the first, and both are named', () => {
  const { state } = given(
    caseDecider,
    ...sentenced,
    { do: 'begin_proceedings', on: day('2026-01-05'), proceedings: 'second', stage: 'not_known_to_police' },
    { do: 'record_legal_step', on: day('2026-01-05'), proceedings: 'second', step: 'interviewed' },
  );
  assert.deepEqual(
    state.proceedings.map(one => one.stage),
    ['sentenced', 'police_contact'],
  );
  assert.equal(state.stage, 'sentenced');
});

test('one set of proceedings has one sentence, and another only after a breach or an appeal made room for it', () => {
  const again: CaseCommand = {
    do: 'record_sentence',
    on: day('2025-10-20'),
    sentence: {
      order: 'o2',
      proceedings: 'first',
      disposal: 'fine',
      months: null,
      suspended: null,
      requirements: [],
    },
  };
  given(caseDecider, ...sentenced)
    .when(again)
    .refused('already_sentenced');
  const appealed: CaseCommand[] = [
    { do: 'record_appeal', on: day('2025-06-02'), proceedings: 'first', against: 'sentence' },
    { do: 'decide_appeal', on: day('2025-10-13'), proceedings: 'first', outcome: 'sentence_varied' },
  ];
  given(caseDecider, ...sentenced, ...appealed)
    .when(again)
    .gives('sentenced');
});

test('the end of an order, and of the case, is not the end of the pathway: the clocks beside it run on', () => {
  const { state } = given(
    caseDecider,
    ...sentenced,
    { do: 'begin_notification', on: day('2025-05-12'), clock: 'n1', until: day('2035-05-12') },
    { do: 'record_mappa', on: day('2025-06-02'), under: 1, level: 2, reviewOn: day('2026-12-01') },
    { do: 'end_order', on: day('2026-06-01'), order: 'o1', how: 'revoked', early: null },
    { do: 'close', on: day('2026-06-02'), reason: 'completed', watchedBy: 'w1', transfer: null },
    // A closed case still takes what happens in law.
    { do: 'record_notified', on: day('2026-06-03'), clock: 'n1', what: 'first' },
  );
  assert.deepEqual(
    state.clocks.map(one => [one.kind, one.ended]),
    [
      ['notification', null],
      ['mappa', null],
    ],
  );
  assert.equal(dueInCase(state, usualDueSettings).find(one => one.kind === 'mappa_review')!.by, '2026-12-01');
});

test('a suspended sentence has two clocks: supervision can end while the operational period runs on', () => {
  const { state } = given(caseDecider, ...underInvestigation, ...toConviction, ...beside);
  const [order] = state.orders;
  assert.equal(order.until, '2027-05-11');
  assert.deepEqual(order.suspended!.supervision, {
    until: '2026-11-11',
    ended: { on: '2026-05-11', how: 'terminated_early' },
  });
  assert.equal(order.ended, null);
});

test('E10: the rule has a warning first and a referral within 12 months of it; both facts and rule are shown', () => {
  const once = given(caseDecider, ...sentenced, judge('2025-06-02', 'warned')).state.orders[0];
  // The warning was given on 4 June 2025: it counts until 3 June 2026.
  for (const [failed, proposes] of [
    ['2026-06-03', 'referred'],
    ['2026-06-04', 'warned'],
  ] as const) {
    const proposal = enforcementProposal(once, day(failed));
    assert.equal(proposal.proposes, proposes);
    assert.deepEqual(proposal.warnings, proposes === 'referred' ? ['2025-06-04'] : []);
    assert.match(proposal.rule, /Criminal Justice Act 2003 Sch 8/);
  }
  assert.equal(enforcementStatus(once, day('2026-06-03')), 'warned');
  assert.equal(enforcementStatus(once, day('2026-06-04')), 'active');
});

test('E10: the officer decides, also otherwise than the rule, and then says why', () => {
  const history = given(caseDecider, ...sentenced, judge('2025-06-02', 'warned'));
  assert.match(
    history.when(judge('2025-07-01', 'warned')).refused('say_why').words,
    /A warning of 4 June 2025 counts/,
  );
  history.when(judge('2025-07-01', 'warned', 'As told.')).gives('failure_judged');
  history.when(judge('2025-07-01', 'excused')).gives('failure_judged');
  history.when(judge('2025-07-01', 'referred')).gives('failure_judged');
  given(caseDecider, ...sentenced)
    .when(judge('2025-07-01', 'referred'))
    .refused('say_why');
});

test('a warning says what failed, that it is unacceptable, and that another failure can lead to court', () => {
  const half = { ...judge('2025-06-02', 'warned'), warning: { ...says, courtNext: false } } as CaseCommand;
  given(caseDecider, ...sentenced)
    .when(half)
    .refused('warning_incomplete');
});

test('a session of what was ordered that was not complied with asks for a decision, once', () => {
  const enrolled: CaseCommand[] = [
    ...sentenced,
    {
      do: 'enrol',
      on: day('2025-05-20'),
      enrolment: 'e1',
      programme: 'p1',
      basis: 'requirement',
      assessed: true,
    },
    { do: 'give_place', on: day('2025-05-21'), enrolment: 'e1', group: 'g1', startsOn: day('2025-06-02') },
  ];
  const mark = (code: 'UAAB' | 'AAME'): CaseCommand => ({
    do: 'record_attendance',
    on: day('2025-06-02'),
    enrolment: 'e1',
    session: 1,
    code,
    how: { kind: 'group', catchUp: false, late: false, arrivedAt: null, departedAt: null },
  });
  assert.equal(due('failure_decision', ...enrolled, mark('AAME')), undefined);
  assert.equal(due('failure_decision', ...enrolled, mark('UAAB'))!.by, '2025-06-09');
  const decided: CaseCommand = {
    do: 'judge_failure',
    on: day('2025-06-04'),
    order: 'o1',
    failure: { kind: 'session', enrolment: 'e1', session: 1 },
    judged: 'excused',
    warning: null,
    words: '',
    why: '',
  };
  assert.equal(due('failure_decision', ...enrolled, mark('UAAB'), decided), undefined);
  given(caseDecider, ...enrolled, mark('AAME'))
    .when(decided)
    .refused('no_such_failure');
});

test('a breach that a court finds proved can activate a part of the term: custody begins, and the order ends', () => {
  const upTo = throughCustody.findIndex(one => one.do === 'hear_breach') + 1;
  const { state } = given(
    caseDecider,
    ...underInvestigation,
    ...toConviction,
    ...throughCustody.slice(0, upTo),
  );
  const [order, custody] = state.orders;
  assert.equal(order.ended!.how, 'activated_reduced');
  assert.deepEqual(
    [custody.disposal, custody.until, custody.custody!.status],
    ['immediate_custody', '2026-04-12', 'in_custody'],
  );
});

test('E24: no further action, discontinuance, acquittal and a quashed conviction each start a review of what is kept', () => {
  const before = (stage: 'police_contact' | 'charged' | 'before_the_court'): CaseCommand[] =>
    underInvestigation.map(one => (one.do === 'refer' ? { ...one, stage } : one));
  const step = (named: 'no_further_action' | 'discontinued' | 'acquitted'): CaseCommand => ({
    do: 'record_legal_step',
    on: day('2024-03-04'),
    proceedings: 'first',
    step: named,
  });
  const quashed: CaseCommand[] = [
    ...underInvestigation,
    ...toConviction,
    { do: 'record_appeal', on: day('2025-05-05'), proceedings: 'first', against: 'conviction' },
    { do: 'decide_appeal', on: day('2025-06-02'), proceedings: 'first', outcome: 'conviction_quashed' },
  ];
  const cases: readonly (readonly [CaseCommand[], Day])[] = [
    [[...before('police_contact'), step('no_further_action')], day('2024-04-01')],
    [[...before('charged'), step('discontinued')], day('2024-04-01')],
    [[...before('before_the_court'), step('acquitted')], day('2024-04-01')],
    [quashed, day('2025-06-30')],
  ];
  for (const [commands, by] of cases) {
    const { state } = given(caseDecider, ...commands);
    assert.equal(state.stage, 'ended_without_conviction');
    assert.equal(state.convictedOn, null);
    assert.equal(due('keeping_review', ...commands)!.by, by);
    const review: CaseCommand = {
      do: 'review_keeping',
      on: by,
      proceedings: 'first',
      outcome: 'keep',
      ground: 'safeguarding',
      reviewOn: addDays(by, 365),
    };
    assert.equal(due('keeping_review', ...commands, review)!.by, addDays(by, 365));
    const deleted: CaseCommand = { ...review, outcome: 'delete', ground: 'none', reviewOn: null };
    assert.equal(due('keeping_review', ...commands, deleted), undefined);
    // Nothing is kept without a ground, and what is kept is looked at again.
    given(caseDecider, ...commands)
      .when({ ...review, ground: 'none' })
      .refused('ground_does_not_fit');
    given(caseDecider, ...commands)
      .when({ ...review, reviewOn: null })
      .refused('review_date');
  }
});

test('E24: nobody notifies the police without a conviction or a caution', () => {
  given(caseDecider, ...underInvestigation)
    .when({ do: 'begin_notification', on: day('2024-02-01'), clock: 'n1', until: null })
    .refused('not_convicted');
});

test('notification falls due within three days, and again within three days of a move', () => {
  const began: CaseCommand[] = [
    ...sentenced,
    { do: 'begin_notification', on: day('2025-05-12'), clock: 'n1', until: null },
  ];
  assert.equal(due('notify', ...began)!.by, '2025-05-15');
  const first: CaseCommand = { do: 'record_notified', on: day('2025-05-14'), clock: 'n1', what: 'first' };
  assert.equal(due('notify', ...began, first), undefined);
  const moved: CaseCommand = { do: 'record_life_change', on: day('2025-08-01'), what: 'address' };
  assert.equal(due('notify', ...began, first, moved)!.by, '2025-08-04');
  const told: CaseCommand = { do: 'record_notified', on: day('2025-08-02'), clock: 'n1', what: 'change' };
  assert.equal(due('notify', ...began, first, moved, told), undefined);
});

test('conditions bind as long as that under which they stand: bail ends, and its conditions with it', () => {
  const { state } = given(caseDecider, ...underInvestigation, ...toConviction.slice(0, 4));
  const binding = (of: typeof state, on: string) => bindingConditions(of, day(on)).map(one => one.id);
  assert.deepEqual(binding(state, '2024-06-01'), ['bail-1']);
  const released = given(caseDecider, ...underInvestigation, ...toConviction.slice(0, 5));
  assert.deepEqual(binding(released.state, '2024-08-01'), []);
  released
    .when({
      do: 'set_condition',
      on: day('2024-08-01'),
      condition: 'x',
      under: { what: 'bail', id: 'first' },
      kind: 'prohibition',
      subject: 'other',
      until: null,
      words: 'As told.',
    })
    .refused('nothing_to_stand_under');
});

test('the words of a condition are sealed, and stand among the coded facts of no event', () => {
  const words = 'canary words of a condition';
  const set = { ...toConviction[1], words } as CaseCommand;
  const { decision } = given(caseDecider, ...underInvestigation, toConviction[0]).when(set);
  assert.ok(decision.ok);
  assert.deepEqual(decision.events[0].sealed, { words });
  assert.ok(!JSON.stringify(decision.events[0].facts).includes('canary'));
});

test('a fixed condition of a prevention order has five years too, and no more than the order', () => {
  const made = [...sentenced, throughCustody[3]];
  const set = (until: string): CaseCommand => ({ ...throughCustody[4], until: day(until) }) as CaseCommand;
  given(caseDecider, ...made)
    .when(set('2030-05-10'))
    .refused('shorter_than_the_law');
  given(caseDecider, ...made)
    .when(set('2030-05-11'))
    .gives('condition_set');
  given(caseDecider, ...made)
    .when(set('2030-05-13'))
    .refused('longer_than_the_order');
});

test('what earlier versions recorded of the law is read as what it meant, and what they did not ask is not known', () => {
  const on = day('2025-04-08');
  const recorded: readonly { type: string; facts: DecidedEvent['facts'] }[] = [
    { type: 'legal_step', facts: { step: 'first_hearing' } },
    { type: 'legal_step', facts: { step: 'convicted' } },
    {
      type: 'sentenced',
      facts: {
        order: 'o1',
        disposal: 'suspended_sentence_order',
        months: 18,
        requirements: [{ kind: 'rehabilitation_activity', days: 20 }],
      },
    },
    { type: 'clock_began', facts: { clock: 'notification', until: '2030-04-08' } },
    { type: 'order_ended', facts: { order: 'o1', how: 'activated' } },
  ];
  const old = recorded.map(event => ({
    ...upcast(caseDecider.upcasts, { ...event, schema: 1 }),
    occurredOn: on,
  }));
  const state = fold(caseDecider, old as unknown as CaseEvent[]);
  const [first] = state.proceedings;
  assert.deepEqual(
    [first.id, first.held, first.plea, first.convictedOn],
    ['first', 'not_known', 'not_known', on],
  );
  const [order] = state.orders;
  assert.deepEqual(order.suspended, { termMonths: null, supervision: null });
  assert.equal(order.requirements[0].most, 20);
  assert.deepEqual(order.ended, { on, how: 'activated' });
  const [clock] = state.clocks;
  assert.deepEqual([clock.kind, clock.until, clock.ended], ['notification', '2030-04-08', null]);
  // Whether they notified in time was not asked then, so nothing is said to be overdue.
  assert.equal(
    dueInCase(state, usualDueSettings).find(one => one.kind === 'notify'),
    undefined,
  );
});
