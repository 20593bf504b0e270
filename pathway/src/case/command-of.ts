import { wordsOf } from '../sealed-words.ts';
import type { Characteristics } from './characteristics.ts';
import type { CaseCommand, CaseEvent, Identity } from './case.ts';
import type { ChildrenCheck } from './children.ts';
import { caseworkCommandOf } from './casework/command-of.ts';
import { isCaseworkEvent, type CaseworkEvent } from './casework/index.ts';
import { legalCommandOf } from './legal/command-of.ts';
import type { LegalEvent } from './legal/events.ts';

type EventOf<Type extends CaseEvent['type']> = Extract<CaseEvent, { type: Type }>;

/** How an entry is decided again; null for one that stands whatever else is corrected. */
type CommandsOf<Types extends CaseEvent['type']> = {
  readonly [Type in Types]: ((event: EventOf<Type>) => CaseCommand | null) | null;
};

const commands: CommandsOf<Exclude<CaseEvent['type'], LegalEvent['type'] | CaseworkEvent['type']>> = {
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
  practitioner_changed: ({ occurredOn: on, facts }) => ({ do: 'change_practitioner', on, ...facts }),
  enrolled: ({ occurredOn: on, facts: { enrolment, programme, basis, status } }) => ({
    do: 'enrol',
    on,
    enrolment,
    programme,
    basis,
    assessed: status === 'awaiting_allocation',
  }),
  enrolment_moved: event => {
    const { enrolment, to } = event.facts;
    return { do: 'move_enrolment', on: event.occurredOn, enrolment, to, details: wordsOf(event, 'details') };
  },
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
  began_before: ({ occurredOn: on, facts }) => ({ do: 'tell_beginning_before', on, ...facts }),
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
  children_checked: ({ occurredOn: on, facts }) => {
    const { atHome, contact, role, socialCare } = facts.check as unknown as ChildrenCheck;
    const check = { atHome, contact, role, socialCare };
    return {
      do: 'check_children',
      on,
      check,
      asked: facts.asked,
      ...(facts.by !== null && { by: facts.by }),
    };
  },
  life_changed: ({ occurredOn: on, facts }) => ({ do: 'record_life_change', on, ...facts }),
  note_written: event => ({ do: 'write_note', on: event.occurredOn, words: wordsOf(event, 'words') }),
  // Whoever holds no key to who they are cannot say it again; nothing before it could make it impossible.
  characteristics_told: ({ occurredOn: on, sealed }) => {
    const told = sealed as Characteristics | undefined;
    return told ? { do: 'tell_characteristics', on, ...told } : null;
  },
  slip_brought: ({ occurredOn: on, facts }) => ({ do: 'bring_slip', on, ...facts }),
  // No command gives the first form of an exclusion any longer.
  restricted: null,
  restricted_to: event => {
    const { allowed } = event.facts;
    const [reason, message] = [wordsOf(event, 'reason'), wordsOf(event, 'message')];
    return { do: 'restrict_to', on: event.occurredOn, allowed, reason, message };
  },
  restriction_lifted: event => {
    return { do: 'lift_restriction', on: event.occurredOn, reason: wordsOf(event, 'reason') };
  },
  staff_excluded: event => {
    const { staff } = event.facts;
    return { do: 'exclude_staff', on: event.occurredOn, staff, reason: wordsOf(event, 'reason') };
  },
  exclusion_ended: event => {
    const { staff } = event.facts;
    return { do: 'end_exclusion', on: event.occurredOn, staff, reason: wordsOf(event, 'reason') };
  },
  stepped_away: ({ occurredOn: on }) => ({ do: 'step_away', on }),
  // A letter that left the house cannot be unsaid; where it no longer agrees it is withdrawn.
  letter_issued: null,
  letter_withdrawn: null,
  // What is kept of the record follows from nothing that happened to the person, and is not corrected (E22).
  hold_placed: null,
  hold_lifted: null,
  complaint_made: null,
  complaint_answered: null,
  processing_restricted: null,
  processing_freed: null,
  copy_asked: null,
  copy_lines_decided: null,
  copy_given: null,
  erasure_asked: null,
  erasure_declined: null,
  erased: null,
};

/** The command that an entry of a case answers to, to decide it again; null where nothing could refuse it. */
export function caseCommandOf(event: CaseEvent): CaseCommand | null {
  if (isCaseworkEvent(event)) return caseworkCommandOf(event);
  if (event.type in commands) {
    const again = commands[event.type as keyof typeof commands] as
      ((one: CaseEvent) => CaseCommand | null) | null;
    return again && again(event);
  }
  return legalCommandOf(event as LegalEvent);
}
