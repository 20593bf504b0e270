import { randomUUID } from 'node:crypto';
import { early, law, opened, sentence, told, type Told } from './told.ts';

const order = { order: 'o1' };

/** Cases that hold one of everything that is written in a case. */
export function everyCase(
  who: Readonly<Record<'carries' | 'other' | 'third' | 'lead' | 'partner', string>>,
  ids: Readonly<
    Record<'whole' | 'restricted' | 'ended' | 'suspended' | 'custody' | 'waiting' | 'group', string>
  >,
): readonly Told[] {
  const { carries, other, third, lead, partner } = who;
  const { whole, restricted, ended, suspended, custody, waiting, group } = ids;
  return [
    told('case', whole, carries, [
      ...opened('TC-WHOLE', carries),
      sentence('community_order', 36),
      {
        do: 'set_condition',
        condition: 'c1',
        under: { what: 'order', id: 'o1' },
        kind: 'prohibition',
        subject: 'devices',
        until: null,
        words: 'w',
      },
      {
        do: 'enrol',
        on: '2026-02-02',
        enrolment: 'e1',
        programme: 'group',
        basis: 'requirement',
        assessed: false,
      },
      { do: 'move_enrolment', on: '2026-02-03', enrolment: 'e1', to: 'suitable_not_ready', details: 'w' },
      {
        do: 'judge_failure',
        ...order,
        failure: { kind: 'appointment', on: '2026-03-05' },
        judged: 'referred',
        warning: null,
        words: 'w',
        why: 'w',
      },
      {
        do: 'enrol',
        on: '2026-02-02',
        enrolment: 'e2',
        programme: 'another',
        basis: 'requirement',
        assessed: true,
      },
      { do: 'give_place', enrolment: 'e2', group, startsOn: '2026-03-11' },
      { do: 'write_note', words: 'w' },
      { do: 'give_task', task: 't1', kind: 'call', to: carries, by: '2026-03-20', words: 'w' },
      {
        do: 'set_lawful_basis',
        basis: {
          purpose: 'casework',
          article6: 'public_task',
          article9: null,
          article10: null,
          source: 'w',
          reviewOn: '2027-03-10',
        },
      },
      {
        do: 'import_band',
        band: 'b1',
        instrument: 'osp',
        version: '1',
        assessedOn: '2026-03-02',
        expiresOn: null,
        given: 'w',
        assessor: 'w',
      },
      { do: 'exclude_staff', staff: [other, third], reason: 'w' },
      { do: 'end_exclusion', staff: [third], reason: 'w' },
      { do: 'place_hold', hold: 'h1', ground: 'inquiry', until: null, reason: 'w' },
      { do: 'place_hold', hold: 'h2', ground: 'court', until: null, reason: 'w' },
      { do: 'lift_hold', hold: 'h2', reason: 'w' },
      { do: 'make_complaint', complaint: 'k1' },
      { do: 'ask_copy', request: 'r1' },
      {
        do: 'decide_copy_lines',
        request: 'r1',
        decision: 'release',
        lines: [{ version: 6, field: 'words', exemption: 'third_party' }],
        reason: 'w',
      },
      {
        do: 'issue_letter',
        on: '2026-03-12',
        letter: 'l1',
        kind: 'attendance',
        to: 'court',
        personAsked: true,
        enrolment: 'e2',
        name: 'w',
        until: '2026-03-12',
      },
    ]),
    told('case', restricted, carries, [
      ...opened('TC-RESTRICTED', carries),
      { do: 'restrict_to', allowed: [carries], reason: 'w', message: 'w' },
      { do: 'lift_restriction', reason: 'w' },
      { do: 'restrict_to', allowed: [carries, lead], reason: 'w', message: 'w' },
    ]),
    together([
      told('case', ended, carries, [
        ...opened('TC-ENDED', carries),
        sentence('community_order', 24),
        { do: 'end_order', on: '2026-02-10', ...order, how: 'terminated_early', early },
        { do: 'close', on: '2026-02-11', reason: 'completed', watchedBy: carries, transfer: null },
        { do: 'ask_erasure', ground: 'no_longer_needed', personAsked: true, reason: 'w' },
        { do: 'decline_erasure', reason: 'w' },
        { do: 'reopen', practitioner: carries, note: 'w' },
        { do: 'give_task', task: 't2', kind: 'call', to: other, by: '2026-03-20', words: 'w' },
        { do: 'hand_over', practitioner: other, team: null, talkBy: '2026-03-20' },
      ]),
      told('case', ended, other, [
        { do: 'hand_back_task', task: 't2', words: 'w' },
        { do: 'hand_back_case', words: 'w' },
      ]),
      told('case', ended, lead, [{ do: 'change_practitioner', practitioner: carries }]),
    ]),
    told('case', suspended, carries, [
      ...opened('TC-SUSPENDED', carries),
      sentence('suspended_sentence_order', 24, { termMonths: 6, supervisionMonths: 18 }),
      { do: 'end_supervision', on: '2026-02-10', ...order, how: 'terminated_early', early },
    ]),
    told('case', custody, carries, [
      ...opened('TC-CUSTODY', carries),
      sentence('immediate_custody', 10),
      { do: 'record_release', on: '2025-06-10', ...order, licenceUntil: '2025-11-09' },
      {
        do: 'begin_post_sentence_supervision',
        on: '2025-11-10',
        ...order,
        until: '2026-06-09',
        repealed: { ...law, on: '2026-01-01', trigger: 'conviction' },
      },
      // Nothing of it is kept back, so it can be taken out.
      { do: 'ask_copy', request: 'r1' },
    ]),
    told('case', randomUUID(), partner, [
      { ...opened('TC-SENT', carries)[0], do: 'send_referral', on: '2026-03-10' },
    ]),
    told('case', waiting, carries, [
      opened('TC-WAITING', carries)[0],
      { do: 'triage', on: '2025-01-07', outcome: 'accepted' },
    ]),
  ];
}

/** One record that several people told of, one after another. */
function together([first, ...others]: readonly [Told, ...Told[]]): Told {
  return { ...first, steps: [...first.steps, ...others.flatMap(one => one.steps)] };
}
