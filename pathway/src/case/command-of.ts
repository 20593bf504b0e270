import type { CaseCommand, CaseEvent, Identity } from './case.ts';
import { legalCommandOf } from './legal/command-of.ts';
import type { LegalEvent } from './legal/events.ts';

type EventOf<Type extends CaseEvent['type']> = Extract<CaseEvent, { type: Type }>;

/** How an entry is decided again; null for one that stands whatever else is corrected. */
type CommandsOf<Types extends CaseEvent['type']> = {
  readonly [Type in Types]: ((event: EventOf<Type>) => CaseCommand | null) | null;
};

const commands: CommandsOf<Exclude<CaseEvent['type'], LegalEvent['type']>> = {
  // Who holds no key to the identity cannot say the referral again; nothing before it could make it impossible.
  referred: ({ occurredOn: on, facts, sealed }) => {
    const identity = sealed as Identity | undefined;
    if (!identity) return null;
    const { reference, source, stage } = facts;
    return { do: 'refer', on, reference, source, stage, identity };
  },
  // Who sent it follows from nothing that happened to the person.
  sent_from_outside: null,
  triaged: ({ occurredOn: on, facts }) => ({ do: 'triage', on, outcome: facts.outcome }),
  opened: ({ occurredOn: on, facts }) => ({ do: 'open', on, practitioner: facts.practitioner }),
  practitioner_changed: null,
  enrolled: ({ occurredOn: on, facts: { enrolment, programme, basis, status } }) => ({
    do: 'enrol',
    on,
    enrolment,
    programme,
    basis,
    assessed: status === 'awaiting_allocation',
  }),
  enrolment_moved: null,
  place_given: ({ occurredOn: on, facts: { enrolment, group, startsOn } }) => ({
    do: 'give_place',
    on,
    enrolment,
    group,
    startsOn,
  }),
  attended: ({ occurredOn: on, facts: { enrolment, session, code, how } }) => ({
    do: 'record_attendance',
    on,
    enrolment,
    session,
    code,
    how,
  }),
  programme_completed: ({ occurredOn: on, facts }) => ({
    do: 'complete_programme',
    on,
    enrolment: facts.enrolment,
  }),
  review_held: ({ occurredOn: on, facts }) => ({ do: 'hold_review', on, enrolment: facts.enrolment }),
  programme_left: ({ occurredOn: on, facts: { enrolment, reason } }) => ({
    do: 'leave_programme',
    on,
    enrolment,
    reason,
  }),
  // Casework of the day: no later entry, and no earlier one of the law or a programme, decides whether it may stand.
  task_given: null,
  task_reassigned: null,
  task_done: null,
  handed_over: null,
  handover_held: null,
  lawful_basis_set: null,
  date_expected: null,
  measure_taken: null,
  band_imported: null,
  receipt_given: null,
  reopened: null,
  children_checked: null,
  life_changed: null,
  welfare_asked: null,
  note_written: null,
  closed: ({ occurredOn: on, facts: { reason, watchedBy, to, receiptBy } }) => {
    const transfer = to === null || receiptBy === null ? null : { to, receiptBy };
    return { do: 'close', on, reason, watchedBy, transfer };
  },
  // Who may see the record, and what is kept of it, follows from nothing that happened to the person.
  restricted: null,
  restricted_to: null,
  restriction_lifted: null,
  staff_excluded: null,
  exclusion_ended: null,
  stepped_away: null,
  // A letter that left the house cannot be unsaid; where it no longer agrees it is withdrawn.
  letter_issued: null,
  letter_withdrawn: null,
  hold_placed: null,
  hold_lifted: null,
  complaint_made: null,
  complaint_answered: null,
  processing_restricted: null,
  processing_freed: null,
  copy_asked: null,
  copy_line_released: null,
  copy_given: null,
  erasure_asked: null,
  erasure_declined: null,
  erased: null,
};

/** The command that an entry of a case answers to, to decide it again; null where nothing could refuse it. */
export function caseCommandOf(event: CaseEvent): CaseCommand | null {
  if (event.type in commands) {
    const again = commands[event.type as keyof typeof commands] as
      ((one: CaseEvent) => CaseCommand | null) | null;
    return again && again(event);
  }
  return legalCommandOf(event as LegalEvent);
}
