import { day, type CaseCommand, type LegalCommand } from '@throughcare/pathway';
import { suspendedSentence, toConviction } from '@throughcare/pathway/testing';
import { childrenCheck } from './children-check.ts';
import type { NotToldAgain, PutRight } from './entries.ts';
import { neverToldAgain } from './never-told-again.ts';

type OfWork = Exclude<CaseCommand['do'], LegalCommand['do']>;

const on = day('2026-03-02');
const anotherDay = { change: { 'on-day': '3' }, becomes: { on: '2026-03-03' } };

/** For each entry of the work with somebody: how it is put right on its page, or why it is not. */
export function entriesInWork({
  mine,
  other,
  group,
}: {
  readonly mine: string;
  readonly other: string;
  readonly group: string;
}): Readonly<Record<OfWork, PutRight | NotToldAgain>> {
  const enrolled: readonly CaseCommand[] = [
    ...toConviction,
    suspendedSentence,
    {
      do: 'enrol',
      on: day('2025-06-01'),
      enrolment: 'e1',
      programme: 'group',
      basis: 'requirement',
      assessed: true,
    },
  ];
  const placed: readonly CaseCommand[] = [
    ...enrolled,
    { do: 'give_place', on: day('2026-03-01'), enrolment: 'e1', group, startsOn: on },
  ];
  const attended: readonly CaseCommand[] = [
    ...placed,
    {
      do: 'record_attendance',
      on,
      enrolment: 'e1',
      session: 1,
      code: 'ATTC',
      how: { kind: 'group', catchUp: false, late: false, arrivedAt: null, departedAt: null },
    },
  ];
  const task = (to: string): CaseCommand => ({
    do: 'give_task',
    on,
    task: 't1',
    kind: 'call',
    to,
    by: day('2026-03-20'),
    words: 'As told.',
  });
  const restricted: CaseCommand = {
    do: 'restrict_to',
    on,
    allowed: [mine],
    reason: 'As told.',
    message: 'As told.',
  };
  const excluded: CaseCommand = { do: 'exclude_staff', on, staff: [other], reason: 'As told.' };
  const toMe: CaseCommand = {
    do: 'hand_over',
    on,
    practitioner: mine,
    team: null,
    talkBy: day('2026-03-20'),
  };
  const toThem: CaseCommand = { ...toMe, practitioner: other };
  const closed: CaseCommand = {
    do: 'close',
    on,
    reason: 'transferred',
    watchedBy: null,
    transfer: { to: 'probation', receiptBy: day('2026-03-20') },
  };

  return {
    refer: { told: [], change: { source: 'police' }, becomes: { source: 'police' } },
    triage: 'before the case is open: its own test puts it right',
    open: { told: [], change: { practitioner: other }, becomes: { practitioner: other } },
    change_practitioner: {
      told: [{ do: 'change_practitioner', on, practitioner: other }],
      change: { practitioner: mine },
      becomes: { practitioner: mine },
    },
    enrol: { told: enrolled, change: { programme: 'course' }, becomes: { programme: 'course' } },
    move_enrolment: {
      told: [
        ...enrolled,
        { do: 'move_enrolment', on, enrolment: 'e1', to: 'return_to_court', details: 'As told.' },
      ],
      change: { to: 'deprioritised', details: 'Put right.' },
      becomes: { to: 'deprioritised', details: 'Put right.' },
    },
    give_place: { told: placed, change: { 'on-day': '2' }, becomes: { on } },
    record_attendance: { told: attended, change: { code: 'AAME' }, becomes: { code: 'AAME' } },
    tell_beginning_before: {
      told: [
        ...enrolled,
        { do: 'tell_beginning_before', on, enrolment: 'e1', from: day('2025-07-01'), attended: 3, of: 4 },
      ],
      change: { attended: '5', of: '6', from: '' },
      becomes: { attended: 5, of: 6, from: null },
    },
    complete_programme: {
      told: [...attended, { do: 'complete_programme', on, enrolment: 'e1' }],
      ...anotherDay,
    },
    hold_review: { told: [...attended, { do: 'hold_review', on, enrolment: 'e1' }], ...anotherDay },
    leave_programme: {
      told: [...enrolled, { do: 'leave_programme', on, enrolment: 'e1', reason: 'work' }],
      change: { how: 'illness' },
      becomes: { reason: 'illness' },
    },
    check_children: {
      told: [
        {
          do: 'check_children',
          on,
          check: childrenCheck,
          asked: ['person'],
          by: other,
        },
      ],
      change: { 'band-1': '2', socialCare: 'assessment' },
      becomes: {
        check: {
          ...childrenCheck,
          atHome: { ...childrenCheck.atHome, '5 to 10': 2 },
          socialCare: 'assessment',
        },
      },
    },
    record_life_change: {
      told: [{ do: 'record_life_change', on, what: 'address' }],
      change: { what: 'work' },
      becomes: { what: 'work' },
    },
    ask_welfare: {
      told: [{ do: 'ask_welfare', on, outcome: 'spoke', because: 'By ourselves.' }],
      change: { outcome: 'not_reached' },
      becomes: { outcome: 'not_reached' },
    },
    expect_date: {
      told: [{ do: 'expect_date', on, what: 'hearing', falls: day('2026-12-01') }],
      change: { falls: '4 December 2026' },
      becomes: { falls: '2026-12-04' },
    },
    give_task: { told: [task(other)], change: { to: mine }, becomes: { to: mine } },
    reassign_task: {
      told: [task(other), { do: 'reassign_task', on, task: 't1', to: mine, by: day('2026-03-22') }],
      change: { by: '2026-03-24' },
      becomes: { by: '2026-03-24' },
    },
    finish_task: { told: [task(mine), { do: 'finish_task', on, task: 't1' }], ...anotherDay },
    take_up_task: {
      told: [task(mine), { do: 'take_up_task', on, task: 't1' }],
      change: { answer: 'hand_back', words: 'Put right.' },
      becomes: { do: 'hand_back_task', words: 'Put right.' },
    },
    hand_back_task: {
      told: [task(mine), { do: 'hand_back_task', on, task: 't1', words: 'As told.' }],
      change: { words: 'Put right.' },
      becomes: { words: 'Put right.' },
    },
    take_up_case: {
      told: [toThem, toMe, { do: 'take_up_case', on }],
      change: { answer: 'hand_back', words: 'Put right.' },
      becomes: { do: 'hand_back_case', words: 'Put right.' },
    },
    hand_back_case: {
      told: [toThem, toMe, { do: 'hand_back_case', on, words: 'As told.' }],
      change: { words: 'Put right.' },
      becomes: { words: 'Put right.' },
    },
    hand_over: { told: [toThem], change: { talkBy: '2026-03-24' }, becomes: { talkBy: '2026-03-24' } },
    hold_handover: { told: [toThem, { do: 'hold_handover', on }], ...anotherDay },
    set_lawful_basis: {
      told: [
        {
          do: 'set_lawful_basis',
          on,
          basis: {
            purpose: 'casework',
            article6: 'public_task',
            article9: null,
            article10: null,
            source: 'As told',
            reviewOn: day('2027-03-02'),
          },
        },
      ],
      change: { source: 'Put right' },
      becomes: {
        basis: {
          purpose: 'casework',
          article6: 'public_task',
          article9: null,
          article10: null,
          source: 'Put right',
          reviewOn: '2027-03-02',
        },
      },
    },
    take_measure: {
      told: [
        {
          do: 'take_measure',
          on,
          measure: 'm1',
          instrument: 'phq_9',
          moment: 'before',
          answers: [1, 2, 0, null, 1, 1, 0, 2, 0],
          total: null,
        },
      ],
      change: { 'item-4': '2' },
      becomes: { answers: [1, 2, 0, 2, 1, 1, 0, 2, 0], total: 9 },
    },
    import_band: {
      told: [
        {
          do: 'import_band',
          on,
          band: 'b1',
          instrument: 'osp',
          given: 'Low',
          version: '2',
          assessor: 'As told',
          assessedOn: day('2026-02-01'),
          expiresOn: null,
        },
      ],
      change: { given: 'Medium', expiresOn: '2027-02-01' },
      becomes: { given: 'Medium', expiresOn: '2027-02-01' },
    },
    record_receipt: { told: [closed, { do: 'record_receipt', on }], ...anotherDay },
    reopen: {
      told: [
        { ...closed, reason: 'completed', transfer: null },
        { do: 'reopen', on, practitioner: mine, note: 'As told.' },
      ],
      change: { practitioner: other, note: 'Put right.' },
      becomes: { practitioner: other, note: 'Put right.' },
    },
    write_note: {
      told: [{ do: 'write_note', on, words: 'As told.' }],
      change: { words: 'Put right.' },
      becomes: { words: 'Put right.' },
    },
    tell_characteristics: {
      told: [
        { do: 'tell_characteristics', on, ethnicGroup: null, disability: 'not_disabled', religion: null },
      ],
      change: { disability: 'disabled' },
      becomes: { disability: 'disabled' },
    },
    restrict_to: {
      told: [restricted],
      change: { allowed: [mine, other], message: 'Put right.' },
      becomes: { allowed: [mine, other], message: 'Put right.' },
    },
    lift_restriction: {
      told: [restricted, { do: 'lift_restriction', on, reason: 'As told.' }],
      change: { reason: 'Put right.' },
      becomes: { reason: 'Put right.' },
    },
    exclude_staff: {
      told: [excluded],
      change: { reason: 'Put right.' },
      becomes: { reason: 'Put right.' },
    },
    end_exclusion: {
      told: [excluded, { do: 'end_exclusion', on, staff: [other], reason: 'As told.' }],
      change: { reason: 'Put right.' },
      becomes: { reason: 'Put right.' },
    },
    close: {
      told: [closed],
      change: { receiptBy: '2026-03-24' },
      becomes: { transfer: { to: 'probation', receiptBy: '2026-03-24' } },
    },
    ...neverToldAgain,
  };
}
