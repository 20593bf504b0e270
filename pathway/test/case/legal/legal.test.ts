import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  bindingConditions,
  caseDecider,
  day,
  dueInCase,
  fold,
  upcast,
  type CaseCommand,
  type CaseEvent,
  type DecidedEvent,
  usualDueSettings,
} from '../../../src/index.ts';
import { given } from '../../given.ts';
import { beside, throughCustody, toConviction, underInvestigation } from './pathway.ts';
import { sentenced } from './sentenced.ts';

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
  assert.deepEqual(order.ended, { on, how: 'activated', told: 5 });
  const [clock] = state.clocks;
  assert.deepEqual([clock.kind, clock.until, clock.ended], ['notification', '2030-04-08', null]);
  // Whether they notified in time was not asked then, so nothing is said to be overdue.
  assert.equal(
    dueInCase(state, usualDueSettings).find(one => one.kind === 'notify'),
    undefined,
  );
});

/** The pathway as far as the licence, which runs until 12 April 2026. */
const onLicence = [...underInvestigation, ...toConviction, ...throughCustody.slice(0, 18)];

test('a licence ends, and supervision follows it, on its last day and not before: its conditions bind until then', () => {
  const history = given(caseDecider, ...onLicence);
  const [pss] = throughCustody.filter(one => one.do === 'begin_post_sentence_supervision');
  const end = { do: 'end_order', order: 'o1:activated', how: 'licence_ended', early: null } as const;
  const [last, before] = [day('2026-04-12'), day('2026-04-11')];
  history.when({ ...end, on: before }).refused('not_yet');
  history.when({ ...pss, on: before }).refused('not_yet');
  history.when({ ...end, on: last }).gives('order_ended');
  history.when({ ...pss, on: last }).gives('post_sentence_supervision_began');
  assert.equal(bindingConditions(history.state, before).length, 2);
});

test('an order that was referred for breach ends by its hearing: it is neither completed, ended early nor run out before', () => {
  const referred = [...underInvestigation, ...toConviction, ...throughCustody.slice(0, 13)];
  const heard = {
    do: 'hear_breach',
    on: day('2025-10-13'),
    order: 'o1',
    found: { outcome: 'not_proved' },
  } as const;
  const end = { do: 'end_order', on: day('2025-10-20'), order: 'o1', early: null } as const;
  const waits = given(caseDecider, ...referred);
  waits.when({ ...end, how: 'completed' }).refused('breach_waits');
  waits.when({ ...end, on: day('2026-11-12'), how: 'completed' }).refused('breach_waits');
  waits.when({ ...end, how: 'revoked' }).gives('order_ended');
  const after = given(caseDecider, ...referred, heard);
  after.when({ ...end, how: 'completed' }).gives('order_ended');
  after.when({ ...end, on: day('2025-10-12'), how: 'completed' }).refused('too_early');
});

test('an order did not end before what was done under it: progress and a warning come first', () => {
  const end = { do: 'end_order', order: 'o1', how: 'completed', early: null } as const;
  const worked = given(caseDecider, ...underInvestigation, ...toConviction, ...throughCustody.slice(0, 11));
  worked.when({ ...end, on: day('2025-06-30') }).refused('too_early');
  worked.when({ ...end, on: day('2025-07-01') }).gives('order_ended');
  const warned = given(caseDecider, ...underInvestigation, ...toConviction, ...throughCustody.slice(0, 12));
  warned.when({ ...end, on: day('2025-07-09') }).refused('too_early');
});
