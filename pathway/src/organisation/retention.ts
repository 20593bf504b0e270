import { accept, refuse, type Circumstances, type Decision, type Happened } from '../decider.ts';
import { addDays, addMonths, type Day } from '../day.ts';
import type { OrganisationState } from '../organisation.ts';
import type { Upcasts } from '../upcast.ts';
import { worksHere } from './works-here.ts';

/** What can be put on a schedule, and from when its time can count. */
export const scheduledClasses = {
  casework: 'The case of a person',
  contact: 'An anonymous contact',
  concern: 'A concern about a child',
  group: 'A group and its registers',
  opening: 'That a case was opened in an emergency',
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
  /** Null where it was set before it was kept who did: then it has to be set anew before it can be checked. */
  readonly setBy: string | null;
  readonly since: Day;
  /** Who else has checked just this, and from which day it acts; null until somebody has: until then it lets nothing go. */
  readonly checked: { readonly by: string; readonly actsFrom: Day } | null;
}

/** What a check is of: a schedule that says something else afterwards, however it came to, was not checked. */
type Checked = Pick<RetentionSchedule, 'class' | 'months' | 'from' | 'agreed'>;
type Set = Checked & Pick<RetentionSchedule, 'owner' | 'legalReference'>;

export type RetentionEvent =
  | Happened<'retention_set', Set & { setBy: string | null }, { reason: string }>
  | Happened<'retention_checked', Checked & { by: string; actsFrom: Day }>
  | Happened<'retention_ended', { class: ScheduledClass }, { reason: string }>;

export type RetentionCommand =
  | ({ do: 'set_retention'; on: Day; reason: string } & Set)
  | ({ do: 'check_retention'; on: Day } & Checked)
  | { do: 'end_retention'; on: Day; class: ScheduledClass; reason: string };

const LONGEST_MONTHS = 1200;

/**
 * The days between the check and the first record that goes, in which everybody who answers for records can see what
 * will. Ours, not the law's: longer than a fortnight's leave.
 */
export const RETENTION_NOTICE_DAYS = 28;

/** Until schema 2 the person who set a schedule named the one who had checked it: a claim, and no check. */
export const retentionUpcasts: Upcasts = {
  retention_set: [
    ({ facts: { reviewedBy: _claimed, ...facts }, ...rest }) => ({
      ...rest,
      facts: { ...facts, setBy: null },
    }),
  ],
};

export function decideRetention(
  state: OrganisationState,
  command: RetentionCommand,
  { actor, today }: Circumstances,
): Decision<RetentionEvent> {
  if (command.do === 'check_retention') return decideCheck(state, command, actor, today);
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
  const { class: of, months, from, agreed, owner, legalReference } = command;
  const facts = {
    class: of,
    months,
    from,
    agreed,
    owner,
    legalReference: legalReference.trim(),
    setBy: actor,
  };
  return accept({ type: 'retention_set', schema: 2, occurredOn, facts, sealed });
}

/** E22: one account alone lets nothing go. Notice counts from the day on which the check is told, whatever day it names. */
function decideCheck(
  state: OrganisationState,
  { class: of, months, from, agreed }: Checked,
  by: string,
  today: Day,
): Decision<RetentionEvent> {
  const schedule = state.retention.find(one => one.class === of);
  const what: Checked = { class: of, months, from, agreed };
  if (!schedule || !saysSo(schedule, what)) {
    return refuse(
      'changed',
      'The schedule is not what you looked at any more. Nothing was saved. Look at it again.',
    );
  }
  if (schedule.checked) {
    return refuse('already_checked', 'This schedule was checked already. Nothing was saved.');
  }
  if (schedule.setBy === null) {
    return refuse(
      'set_before',
      'It was set before the record kept who sets a schedule. Nothing was saved. Set it again first.',
    );
  }
  if (schedule.setBy === by) {
    return refuse(
      'same_person',
      'You set this schedule, so somebody else has to check it. Nothing was saved.',
    );
  }
  const facts = { ...what, by, actsFrom: addDays(today, RETENTION_NOTICE_DAYS) };
  return accept({ type: 'retention_checked', schema: 1, occurredOn: today, facts });
}

function saysSo(schedule: RetentionSchedule, { months, from, agreed }: Checked): boolean {
  return schedule.months === months && schedule.from === from && schedule.agreed === agreed;
}

/** Whether a schedule lets anything go on a day: a second person has checked it, and the days of notice are over. */
export function retentionActs({ checked }: Pick<RetentionSchedule, 'checked'>, on: Day): boolean {
  return checked !== null && checked.actsFrom <= on;
}

function refuseSchedule(state: OrganisationState, set: Set) {
  const { months, legalReference, owner, agreed, from } = set;
  const works = (user: string) => worksHere(state, user);
  if (!Number.isInteger(months) || months < 1 || months > LONGEST_MONTHS) {
    return refuse('months', `Give from 1 to ${LONGEST_MONTHS} months. Nothing was saved.`, 'months');
  }
  if (legalReference.trim() === '') {
    return refuse('no_reference', 'Say by which law or policy. Nothing was saved.', 'legalReference');
  }
  if (!works(owner)) {
    return refuse('no_such_person', 'Whoever answers for it has to work here. Nothing was saved.', 'owner');
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
      const { class: of, months, from, agreed, owner, legalReference, setBy } = event.facts;
      const fresh = { class: of, months, from, agreed, owner, legalReference, setBy };
      return [...others, { ...fresh, since: event.occurredOn, checked: null }];
    }
    case 'retention_checked': {
      const { by, actsFrom, ...what } = event.facts;
      return schedules.map(one =>
        one.class === what.class && saysSo(one, what) ? { ...one, checked: { by, actsFrom } } : one,
      );
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
