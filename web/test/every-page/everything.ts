import { randomUUID } from 'node:crypto';
import type { Day } from '@throughcare/pathway';
import { unusualRules } from '@throughcare/records';
import { everyCase } from './every-case.ts';
import { told, type Told, type Undated } from './told.ts';
import type { Staff } from '@throughcare/demo';

/** What the made-up service has no example of: one of each, so that every field holds words that somebody wrote. */
export function everythingElse(staff: Staff): readonly Told[] {
  const [carries, other, third] = staff.practitioners.map(one => one.user);
  const [lead] = staff.programmeLeads.map(one => one.user);
  const [safeguarding, second] = staff.safeguarding.map(one => one.user);
  const helper = staff.helpline[0].user;
  const partner = staff.all.find(one => one.roles.includes('outside_partner'))!.user;
  const auditor = staff.all.find(one => one.roles.includes('auditor'))!.user;
  const meant = { rule: Object.keys(unusualRules)[0], day: '2026-03-09', user: carries };
  const ids = Array.from({ length: 8 }, () => randomUUID());
  const [whole, restricted, ended, suspended, custody, waiting, group, cancelled] = ids;

  const cases = everyCase(
    { carries, other, third, lead, partner },
    { whole, restricted, ended, suspended, custody, waiting, group },
  );

  const session = (title: string) => ({ title, kind: 'group', minutes: 60 });
  const hours = { opens: '09:00', closes: '17:00' };
  const schedule = { class: 'contact', months: 12, from: 'ended', agreed: 'by_two' };
  const organisation: Undated[] = [
    { do: 'make_team', team: randomUUID(), name: 'w' },
    { do: 'offer_programme', programme: 'another', name: 'w', sessions: 1, places: 4 },
    {
      do: 'shape_programme',
      programme: 'another',
      intake: 'open',
      modules: [{ name: 'w', sessions: [session('w')] }],
    },
    { do: 'set_number', setting: 'chaseAfter', value: 3, owner: lead, reason: 'w' },
    {
      do: 'set_staffed_hours',
      hours: [hours, hours, hours, hours, hours, null, null],
      owner: lead,
      reason: 'w',
    },
    {
      do: 'set_duty_desk',
      desk: randomUUID(),
      area: 'w',
      officeNumber: '020 7946 0000',
      officeHours: 'w',
      outOfHoursNumber: null,
      checkBy: '2026-09-01',
    },
    {
      do: 'set_mandatory_reporting',
      role: 'practitioner',
      from: '2026-03-01',
      withinDays: 2,
      source: 'w',
      reviewedBy: 'w',
    },
    {
      do: 'set_retention',
      ...schedule,
      owner: lead,
      legalReference: 'w',
      reason: 'w',
    },
    {
      do: 'set_retention',
      ...schedule,
      class: 'group',
      owner: lead,
      legalReference: 'w',
      reason: 'w',
    },
    { do: 'end_retention', class: 'group', reason: 'w' },
    { do: 'keep_apart', pair: randomUUID(), cases: [whole, waiting], reason: 'other' },
    {
      do: 'arrange_cover',
      cover: randomUUID(),
      absent: carries,
      by: other,
      from: '2026-03-11',
      until: '2026-03-20',
    },
    { do: 'count_unanswered', channel: 'phone', calls: 40 },
  ];

  const plan = {
    do: 'plan',
    programme: 'another',
    name: 'w',
    places: 4,
    sessions: ['2026-03-11', '2026-03-18'],
    lead,
  };
  const raise = { do: 'raise', source: 'staff', immediateDanger: false, said: 'w', child: 'w' };
  const concernId = randomUUID();
  const deciding = { ground: 'child_at_risk', reason: 'w', told: false, notTold: 'puts_somebody_at_risk' };
  const contacts: Told[] = [
    told('contact', randomUUID(), helper, [
      {
        do: 'take_call',
        channel: 'phone',
        group: 'own_behaviour',
        caller: 'not_said',
        statement: 'w',
        language: 'en',
        interpreter: false,
        began: '10:00',
      },
      { do: 'keep_note', words: 'w' },
      { do: 'end_call', minutes: 12 },
    ]),
    told('contact', randomUUID(), helper, [
      { do: 'open', group: 'another_adults_behaviour', caller: 'family', statement: 'w', words: 'w' },
      { do: 'take', worker: helper },
      { do: 'answer', worker: helper, words: 'w' },
      { do: 'write', words: 'w' },
      {
        do: 'agree_call_back',
        callBack: randomUUID(),
        way: 'they_call',
        slot: { day: '2026-03-13', from: '14:00', until: '15:00' },
        leaveMessage: false,
      },
    ]),
  ];
  const concern: Told = {
    kind: 'concern',
    id: concernId,
    steps: [
      ...told('concern', concernId, safeguarding, [
        { ...raise, from: whole, dayGiven: 'w' },
        { do: 'add_words', said: 'w', child: 'w' },
        { do: 'name_deciders', first: safeguarding, second },
        { do: 'decide', share: true, ...deciding },
      ]).steps,
      ...told('concern', concernId, second, [
        { do: 'decide', share: false, ...deciding, ground: 'no_risk_described' },
      ]).steps,
      ...told('concern', concernId, safeguarding, [{ do: 'name_third', third: lead }]).steps,
      ...told('concern', concernId, lead, [{ do: 'settle_sharing', share: true, ...deciding }]).steps,
      ...told('concern', concernId, safeguarding, [
        { do: 'pass_on', passing: 'p1', to: 'duty_desk', reference: '', shared: 'w', dayGiven: 'w' },
        { do: 'add_reference', passing: 'p1', reference: 'w' },
        { do: 'chase', passing: 'p1', reference: 'w', result: 'promised_answer' },
        { do: 'authority_answered', passing: 'p1', outcome: 'no_further_action', words: 'w', chaseBy: null },
        { do: 'escalate', passing: 'p1', level: 'their_manager', reason: 'w' },
        { do: 'escalation_answered', passing: 'p1', result: 'not_settled', words: 'w' },
      ]).steps,
    ],
  };
  const danger = randomUUID();
  const inDanger: Told = {
    kind: 'concern',
    id: danger,
    steps: [
      ...told('concern', danger, safeguarding, [
        { ...raise, immediateDanger: true },
        { do: 'pass_on', passing: 'p1', to: 'emergency_services', reference: 'w' },
      ]).steps,
      ...told('concern', danger, second, [{ do: 'review', agreed: false, words: 'w' }]).steps,
      ...told('concern', danger, safeguarding, [{ do: 'name_third', third: lead }]).steps,
      ...told('concern', danger, lead, [{ do: 'settle_review', words: 'w' }]).steps,
      ...told('concern', danger, safeguarding, [
        {
          do: 'decide_lines',
          case: whole,
          request: 'r1',
          decision: 'release',
          lines: [{ version: 1, field: 'said', exemption: 'concern' }],
          reason: 'w',
        },
        { do: 'place_hold', hold: 'h1', ground: 'inquiry', until: null, reason: 'w' },
        { do: 'lift_hold', hold: 'h1', reason: 'w' },
        { do: 'authority_answered', passing: 'p1', outcome: 'no_further_action', words: 'w', chaseBy: null },
        { do: 'close', outcome: 'no_further_action' },
        { do: 'ask_erasure', ground: 'legal_duty', reason: 'w' },
        { do: 'decline_erasure', reason: 'w' },
      ]).steps,
    ],
  };
  const opening: Told = {
    kind: 'opening',
    id: randomUUID(),
    steps: [
      {
        actor: other,
        command: on({ do: 'open', case: waiting, ground: 'nobody_there', hours: 4, reason: 'w' }),
      },
      { actor: safeguarding, command: on({ do: 'review', outcome: 'right', words: 'w' }) },
    ],
  };
  return [
    {
      kind: 'organisation',
      id: '',
      steps: [
        ...told('organisation', '', staff.administrator.user, organisation).steps,
        ...told('organisation', '', auditor, [
          {
            do: 'hold_records',
            hold: '0b1d5a2e-7c1f-4c59-9a33-5f0c8f7f1c11',
            scope: 'group',
            ground: 'inquiry',
            owner: lead,
            authority: 'w',
            until: null,
            reason: 'w',
          },
          {
            do: 'hold_records',
            hold: '0b1d5a2e-7c1f-4c59-9a33-5f0c8f7f1c12',
            scope: 'group',
            ground: 'inquiry',
            owner: lead,
            authority: 'w',
            until: null,
            reason: 'w',
          },
          { do: 'look_into_reads', ...meant, count: 40, words: 'w' },
          { do: 'open_reads_again', ...meant, words: 'w' },
          { do: 'look_into_reads', ...meant, count: 41, words: 'w' },
        ]).steps,
        ...told('organisation', '', lead, [
          { do: 'free_records', hold: '0b1d5a2e-7c1f-4c59-9a33-5f0c8f7f1c11', reason: 'w' },
        ]).steps,
      ],
    },
    ...cases,
    told('group', group, lead, [
      {
        ...plan,
        template: [
          { module: 'w', title: 'w' },
          { module: 'w', title: 'w' },
        ],
      },
      { do: 'take_place', case: whole, enrolment: 'e2' },
      { do: 'tell_room', room: 'w', times: 'w' },
      { do: 'add_session', kind: 'catch_up', day: '2026-03-20', title: 'w', for: [whole] },
    ]),
    told('group', cancelled, lead, [plan, { do: 'cancel', reason: 'w' }]),
    ...contacts,
    concern,
    inDanger,
    opening,
  ];
}

const on = (command: Undated) => ({ on: '2026-03-12' as Day, ...command });
