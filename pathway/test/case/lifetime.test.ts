import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  addDays,
  caseDecider,
  day,
  dueInCase,
  erasureGrounds,
  type CaseCommand,
  type LifetimeCommand,
  usualDueSettings,
} from '../../src/index.ts';
import { given } from '../given.ts';
import { somebody } from './commands.ts';
import { isInWords } from '../sequences.ts';
import { communityOrder } from '../community-order.ts';

const on = day('2026-11-02');
const today = day('2026-11-24');

const referred: CaseCommand = {
  do: 'refer',
  on: day('2024-01-08'),
  reference: 'TC-7',
  source: 'probation',
  stage: 'not_known_to_police',
  identity: somebody,
};
const open: readonly CaseCommand[] = [
  referred,
  { do: 'triage', on: day('2024-01-09'), outcome: 'accepted' },
  { do: 'open', on: day('2024-01-10'), practitioner: 'w1' },
];
const close: CaseCommand = {
  do: 'close',
  on: day('2026-11-01'),
  reason: 'completed',
  watchedBy: 'w1',
  transfer: null,
};
const sentence: readonly CaseCommand[] = [
  { do: 'record_legal_step', on: day('2024-01-20'), proceedings: 'first', step: 'arrested' },
  { do: 'record_legal_step', on: day('2024-02-01'), proceedings: 'first', step: 'charged' },
  {
    do: 'record_legal_step',
    on: day('2024-02-02'),
    proceedings: 'first',
    step: 'first_hearing',
    detail: { held: 'bail', plea: 'guilty' },
  },
  { do: 'record_legal_step', on: day('2024-03-01'), proceedings: 'first', step: 'convicted' },
  {
    do: 'record_sentence',
    on: day('2024-03-01'),
    sentence: communityOrder,
  },
];
const expired: CaseCommand = {
  do: 'end_order',
  on: day('2025-02-28'),
  order: 'o1',
  how: 'expired',
  early: null,
};
const ask: LifetimeCommand = {
  do: 'ask_erasure',
  on,
  ground: 'retention_ended',
  personAsked: false,
  reason: 'as told',
};
const agree: LifetimeCommand = { do: 'agree_erasure', on };
const hold: LifetimeCommand = {
  do: 'place_hold',
  on,
  hold: 'h1',
  ground: 'inquiry',
  until: null,
  reason: 'as told',
};

const second = { actor: 'worker-2' };

test('E22: a closed record is erased when one person asks and another one agrees', () => {
  const state = given(caseDecider, ...open, close, ask)
    .when(agree, second)
    .gives('erased');
  assert.equal(state.lifetime.erasedOn, on);
});

test('E22: whoever asked for a record to be erased cannot agree to it, whatever happened in between', () => {
  given(caseDecider, ...open, close, ask)
    .when(agree)
    .refused('same_person');
  const decline: LifetimeCommand = { do: 'decline_erasure', on, reason: 'as told' };
  given(caseDecider, ...open, close, ask, decline)
    .when(agree, second)
    .refused('not_asked');
  given(caseDecider, ...open, close, ask, decline, ask)
    .when(agree)
    .refused('same_person');
  given(caseDecider, ...open, close)
    .when(agree, second)
    .refused('not_asked');
});

test('E22: that the person asks is noted, and is no ground', () => {
  assert.ok(!Object.keys(erasureGrounds).some(ground => /ask|request|wish/.test(ground)));
});

test('E22: a record whose case, proceedings, order, notification, other duty, complaint or hold is open is neither asked for nor erased', () => {
  const blocked: readonly (readonly [string, readonly CaseCommand[]])[] = [
    ['still_open', open],
    ['order_open', [...open, ...sentence, close]],
    [
      'clock_runs',
      [
        ...open,
        { do: 'make_prevention_order', on: day('2026-01-05'), clock: 'c1', until: null, interim: false },
        close,
      ],
    ],
    [
      'clock_runs',
      [
        ...open,
        { do: 'make_prevention_order', on: day('2026-01-05'), clock: 'c1', until: today, interim: true },
        close,
      ],
    ],
    // Where no end was told it has none.
    ...(['2029-02-28', null] as const).map(
      until =>
        [
          'clock_runs',
          [
            ...open,
            ...sentence,
            { do: 'begin_notification', on: day('2024-03-01'), clock: 'c1', until: until && day(until) },
            expired,
            close,
          ],
        ] as const,
    ),
    ['proceedings_open', [...open, ...sentence.slice(0, 2), close]],
    [
      'proceedings_open',
      [
        ...open,
        ...sentence,
        { do: 'record_appeal', on: day('2024-03-20'), proceedings: 'first', against: 'conviction' },
        expired,
        close,
      ],
    ],
    ['complaint_open', [...open, close, { do: 'make_complaint', on, complaint: 'c1' }]],
    ['held', [...open, close, hold]],
    ['held', [...open, close, { ...hold, until: today }]],
  ];
  for (const [code, history] of blocked)
    given(caseDecider, ...history)
      .when(ask)
      .refused(code);
  // What begins after somebody asked stops the one who agrees.
  for (const late of [hold, { do: 'make_complaint', on, complaint: 'c1' } as const])
    given(caseDecider, ...open, close, ask, late)
      .when(agree, second)
      .refused(late === hold ? 'held' : 'complaint_open');
});

test('E22: what has ended keeps nothing: an order, a duty that ran out, an answered complaint, a lifted hold', () => {
  given(
    caseDecider,
    ...open,
    ...sentence,
    expired,
    {
      do: 'make_prevention_order',
      on: day('2026-01-05'),
      clock: 'c1',
      until: addDays(today, -1),
      interim: true,
    },
    close,
    { do: 'make_complaint', on, complaint: 'c1' },
    { do: 'answer_complaint', on, complaint: 'c1', answer: 'upheld' },
    hold,
    { do: 'lift_hold', on, hold: 'h1', reason: 'as told' },
    { ...hold, hold: 'h2', until: addDays(today, -1) },
    ask,
  )
    .when(agree, second)
    .gives('erased');
});

test('E23: a copy falls due one month after it was asked for, also in a closed case, until it is given', () => {
  const asked: LifetimeCommand = { do: 'ask_copy', on: day('2026-10-31'), request: 'r1' };
  const { state } = given(caseDecider, ...open, close, asked);
  assert.deepEqual(
    dueInCase(state, usualDueSettings).map(({ kind, by }) => [kind, by]),
    [['copy', '2026-11-30']],
  );
  const done = given(caseDecider, ...open, close, asked).when({ do: 'give_copy', on, request: 'r1' });
  assert.deepEqual(dueInCase(done.gives('copy_given'), usualDueSettings), []);
});

test('E22: no order of commands erases a record that one person alone asked for and agreed to', () => {
  const any: fc.Arbitrary<CaseCommand> = fc.constantFrom<CaseCommand[]>(
    ask,
    agree,
    { do: 'decline_erasure', on, reason: 'as told' },
    hold,
    { do: 'lift_hold', on, hold: 'h1', reason: 'as told' },
    { do: 'make_complaint', on, complaint: 'c1' },
    { do: 'answer_complaint', on, complaint: 'c1', answer: 'withdrawn' },
    close,
  );
  const acts = fc.array(fc.tuple(any, fc.constantFrom('worker-1', 'worker-2')), { maxLength: 30 });
  fc.assert(
    fc.property(acts, steps => {
      let { state } = given(caseDecider, ...open);
      for (const [command, actor] of steps) {
        const decision = caseDecider.decide(state, command, { actor, today });
        if (!decision.ok) {
          isInWords(decision.refusal);
          continue;
        }
        for (const event of decision.events) {
          if (event.type === 'erased') {
            assert.equal(state.status, 'closed');
            assert.equal(state.lifetime.holds.length + state.lifetime.complaints.length, 0);
            assert.notEqual(event.facts.by, event.facts.askedBy);
            assert.equal(state.lifetime.erasureAsked?.by, event.facts.askedBy);
          }
          state = caseDecider.evolve(state, event);
        }
      }
    }),
    { numRuns: 500 },
  );
});
