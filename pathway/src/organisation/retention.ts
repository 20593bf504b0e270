import { accept, refuse, type Decision, type Happened } from '../decider.ts';
import { addMonths, type Day } from '../day.ts';
import type { OrganisationState } from '../organisation.ts';

/** What can be put on a schedule, and from when its time can count. */
export const scheduledClasses = {
  casework: 'The case of a person',
  contact: 'An anonymous contact',
  concern: 'A concern about a child',
  group: 'A group and its registers',
} as const;
export type ScheduledClass = keyof typeof scheduledClasses;

export const retentionStarts = {
  ended: 'From its closing',
  last_entry: 'From the last entry',
  birth: 'From the birth of the person',
} as const;
export type RetentionStart = keyof typeof retentionStarts;

export const retentionAgreements = {
  by_two: 'Two people agree for each record',
  by_schedule: 'It goes by itself when its time has ended',
} as const;
export type RetentionAgreement = keyof typeof retentionAgreements;

/**
 * How long something is kept, who answers for that, and by what law or policy. There is none until it is set, and
 * what has no schedule is never deleted. No period here is the program’s own: nobody’s law gives one to everybody.
 */
export interface RetentionSchedule {
  readonly class: ScheduledClass;
  readonly months: number;
  readonly from: RetentionStart;
  readonly agreed: RetentionAgreement;
  readonly owner: string;
  readonly legalReference: string;
  /** Who has checked it, and is not its owner; null until somebody has. */
  readonly reviewedBy: string | null;
  readonly since: Day;
}

type Set = Omit<RetentionSchedule, 'since'>;

export type RetentionEvent =
  | Happened<'retention_set', Set, { reason: string }>
  | Happened<'retention_ended', { class: ScheduledClass }, { reason: string }>;

export type RetentionCommand =
  | ({ do: 'set_retention'; on: Day; reason: string } & Set)
  | { do: 'end_retention'; on: Day; class: ScheduledClass; reason: string };

const LONGEST_MONTHS = 1200;

export function decideRetention(
  state: OrganisationState,
  command: RetentionCommand,
): Decision<RetentionEvent> {
  const { on: occurredOn, reason } = command;
  if (reason.trim() === '') {
    return refuse('no_reason', 'Give the reason in a few words. Nothing was saved.', 'reason');
  }
  const sealed = { reason: reason.trim() };
  if (command.do === 'end_retention') {
    if (!state.retention.some(one => one.class === command.class)) {
      return refuse('no_schedule', 'There is no schedule for this. Nothing was saved.');
    }
    const facts = { class: command.class };
    return accept({ type: 'retention_ended', schema: 1, occurredOn, facts, sealed });
  }
  const refusal = refuseSchedule(state, command);
  if (refusal) return refusal;
  const { class: of, months, from, agreed, owner, legalReference, reviewedBy } = command;
  const facts = {
    class: of,
    months,
    from,
    agreed,
    owner,
    legalReference: legalReference.trim(),
    reviewedBy,
  };
  return accept({ type: 'retention_set', schema: 1, occurredOn, facts, sealed });
}

function refuseSchedule(state: OrganisationState, set: Set) {
  const { months, legalReference, owner, reviewedBy, agreed, from } = set;
  const works = (user: string) => state.people.some(person => person.user === user && person.active);
  if (!Number.isInteger(months) || months < 1 || months > LONGEST_MONTHS) {
    return refuse('months', `Give from 1 to ${LONGEST_MONTHS} months. Nothing was saved.`, 'months');
  }
  if (legalReference.trim() === '') {
    return refuse('no_reference', 'Say by which law or policy. Nothing was saved.', 'legalReference');
  }
  if (!works(owner)) {
    return refuse('no_such_person', 'Whoever answers for it has to work here. Nothing was saved.', 'owner');
  }
  if (reviewedBy !== null && (reviewedBy === owner || !works(reviewedBy))) {
    return refuse(
      'reviewer',
      'Whoever checked it has to work here, and be another person. Nothing was saved.',
      'reviewedBy',
    );
  }
  if (agreed === 'by_schedule' && (set.class === 'casework' || set.class === 'concern')) {
    return refuse(
      'two_people',
      'A case or a concern goes when two people agree, never by itself. Nothing was saved.',
      'agreed',
    );
  }
  if (from === 'birth' && set.class !== 'casework') {
    return refuse('no_birth', 'Only a case knows a date of birth. Nothing was saved.', 'from');
  }
  return undefined;
}

export function evolveRetention(
  schedules: readonly RetentionSchedule[],
  event: RetentionEvent,
): readonly RetentionSchedule[] {
  const others = schedules.filter(one => one.class !== event.facts.class);
  switch (event.type) {
    case 'retention_set': {
      const { class: of, months, from, agreed, owner, legalReference, reviewedBy } = event.facts;
      const since = event.occurredOn;
      return [...others, { class: of, months, from, agreed, owner, legalReference, reviewedBy, since }];
    }
    case 'retention_ended':
      return others;
    default:
      return event satisfies never;
  }
}

/** The first day on which its time has ended. */
export function keptUntil(start: Day, { months }: Pick<RetentionSchedule, 'months'>): Day {
  return addMonths(start, months);
}
