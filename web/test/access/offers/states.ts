import { randomUUID } from 'node:crypto';
import { asPlanned, type Role } from '@throughcare/pathway';
import type { FilledStream } from '@throughcare/records';
import { opened, sentence, told, type Told, type Undated } from '../../every-page/told.ts';
import { concernsFor, type Who } from './states-of-concerns.ts';

export type { Who };

const order = { order: 'o1' };
const waiting = { to: 'call', by: '2026-03-20', words: 'as told' };
const failed = {
  do: 'judge_failure',
  ...order,
  failure: { kind: 'appointment', on: '2026-03-05' },
  judged: 'referred',
  warning: null,
  words: 'as told',
  why: 'as told',
};
const withRequirements: Undated = {
  do: 'record_sentence',
  on: '2025-01-10',
  sentence: {
    ...order,
    proceedings: 'first',
    disposal: 'suspended_sentence_order',
    months: 24,
    suspended: { termMonths: 9, supervisionMonths: 18 },
    requirements: [{ kind: 'rehabilitation_activity', most: 20 }],
  },
};
const task = (id: string, to: string): Undated => ({
  do: 'give_task',
  task: id,
  kind: waiting.to,
  ...waiting,
  to,
});

/** Cases that stand at every point at which something different can be recorded. */
function casesFor(
  { practitioner, programme_lead: lead, safeguarding_lead: safeguarding }: Who,
  group: string,
): Told[] {
  const begun = (reference: string) => opened(reference, practitioner);
  const whole = randomUUID();
  const make = (...commands: Undated[]) => told('case', randomUUID(), practitioner, commands);
  return [
    told('case', whole, practitioner, [
      ...begun('TC-WHOLE'),
      withRequirements,
      failed,
      { do: 'begin_notification', clock: 'n1', until: '2035-05-12' },
      {
        do: 'set_condition',
        condition: 'c1',
        under: { what: 'order', id: 'o1' },
        kind: 'prohibition',
        subject: 'devices',
        until: null,
        words: 'as told',
      },
      {
        do: 'enrol',
        on: '2026-02-02',
        enrolment: 'e1',
        programme: 'P',
        basis: 'requirement',
        assessed: true,
      },
      { do: 'give_place', enrolment: 'e1', group, startsOn: '2026-03-10' },
      { do: 'record_attendance', enrolment: 'e1', session: 1, code: 'ATTC', how: asPlanned },
      task('t1', practitioner),
      task('t2', lead),
      task('t3', safeguarding),
      { do: 'exclude_staff', staff: ['nobody-here'], reason: 'as told' },
      { do: 'place_hold', hold: 'h1', ground: 'court', until: null, reason: 'as told' },
      { do: 'make_complaint', complaint: 'k1' },
      { do: 'ask_copy', request: 'r1' },
      {
        do: 'issue_letter',
        on: '2026-03-12',
        letter: 'l1',
        kind: 'attendance',
        to: 'court',
        personAsked: true,
        enrolment: 'e1',
        name: 'as told',
        until: '2026-03-12',
      },
    ]),
    told('case', randomUUID(), practitioner, [
      ...opened('TC-HANDED', 'nobody-here'),
      { do: 'hand_over', practitioner, team: null, talkBy: '2026-03-20' },
    ]),
    make(
      ...begun('TC-RESTRICTED'),
      { do: 'restrict_to', allowed: [practitioner, lead, safeguarding], reason: 'as told', message: '' },
      { do: 'record_appeal', proceedings: 'first', against: 'conviction' },
    ),
    make(
      { ...begun('TC-CLOSED')[0], stage: 'not_known_to_police' },
      ...begun('').slice(1, 3),
      {
        do: 'close',
        reason: 'transferred',
        watchedBy: practitioner,
        transfer: { to: 'health', receiptBy: '2026-04-01' },
      },
      { do: 'ask_erasure', ground: 'no_longer_needed', personAsked: true, reason: 'as told' },
    ),
    make({ ...begun('TC-OVER')[0], stage: 'not_known_to_police' }, ...begun('').slice(1, 3), {
      do: 'close',
      reason: 'own_choice',
      watchedBy: practitioner,
      transfer: null,
    }),
    make(...begun('TC-INSIDE'), sentence('immediate_custody', 10)),
    make(...begun('TC-LICENCE'), sentence('immediate_custody', 10), {
      do: 'record_release',
      on: '2025-06-10',
      ...order,
      licenceUntil: '2026-11-09',
    }),
    make(
      ...begun('TC-QUASHED'),
      { do: 'record_appeal', proceedings: 'first', against: 'conviction' },
      {
        do: 'decide_appeal',
        proceedings: 'first',
        outcome: 'conviction_quashed',
      },
      { do: 'restrict_processing', ground: 'accuracy_disputed' },
    ),
    make(...begun('TC-WAITS'), sentence('community_order', 12), {
      do: 'enrol',
      enrolment: 'e1',
      programme: 'P',
      basis: 'voluntary_after_sentence',
      assessed: true,
    }),
    make(opened('TC-REFERRED', practitioner)[0]),
    make(...opened('TC-ACCEPTED', practitioner).slice(0, 2)),
  ];
}

const call = {
  do: 'take_call',
  channel: 'phone',
  group: 'own_behaviour',
  caller: 'not_said',
  statement: '1',
  language: 'en',
  interpreter: false,
  began: '10:00',
};

export function statesFor(who: Who, staff: readonly Role[]): readonly Told[] {
  const group = randomUUID();
  const cases = casesFor(who, group);
  const plan = {
    do: 'plan',
    programme: 'P',
    name: 'as told',
    places: 4,
    sessions: ['2026-03-10', '2026-04-18'],
    lead: who.practitioner,
  };
  const { helpline_worker: worker } = who;
  const contact = (...commands: Undated[]) => told('contact', randomUUID(), worker, commands);
  const open = { do: 'open', group: 'other', statement: '1', words: 'as told' };
  return [
    ...cases,
    ...concernsFor(who, staff, cases[0].id),
    told('group', group, who.programme_lead, [
      plan,
      { do: 'take_place', case: cases[0].id, enrolment: 'e1' },
    ]),
    contact(call),
    told('contact', randomUUID(), 'caller', [open]),
    contact(
      call,
      { do: 'end_call', minutes: 5 },
      {
        do: 'agree_call_back',
        callBack: randomUUID(),
        way: 'they_call',
        slot: { day: '2026-03-13', from: '14:00', until: '15:00' },
        leaveMessage: false,
      },
    ),
    ...(['practitioner', 'programme_lead'] as const).map(role =>
      told('opening', randomUUID(), who[role], [
        {
          do: 'open',
          on: '2026-03-12',
          case: cases[1].id,
          ground: 'nobody_there',
          hours: 24,
          reason: 'as told',
        },
      ]),
    ),
  ];
}

/** As the record takes what was made up, all of it told now. */
export const asFilled = (states: readonly Told[], now: number): FilledStream[] =>
  states.map(({ kind, id, steps }) => ({
    kind,
    id,
    steps: steps.map(({ actor, command }) => ({ recordedAt: now, actor, command: command as never })),
  }));
