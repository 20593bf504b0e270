import { wasThere } from '../../attendance.ts';
import type { Day } from '../../day.ts';
import type { Enrolment } from './enrolment.ts';

/**
 * Whether somebody completed a programme, as the facts that can be told apart: no single definition is published
 * (domain 3.3). The third, whether the requirement ended as complete, belongs to the order.
 */
export interface Completion {
  readonly core: {
    readonly of: number;
    readonly attended: number;
    /** Core sessions neither attended nor caught up. */
    readonly missing: readonly number[];
  };
  readonly reviewOn: Day | null;
  readonly completedOn: Day | null;
}

/** `coreSessions` is how many group sessions the programme has. */
export function completionOf(enrolment: Enrolment, coreSessions: number): Completion {
  const numbers = Array.from({ length: coreSessions }, (_, index) => index + 1);
  const missing = numbers.filter(number => !wasAtSession(enrolment, number));
  return {
    core: { of: coreSessions, attended: coreSessions - missing.length, missing },
    reviewOn: enrolment.reviewOn,
    completedOn: enrolment.status === 'programme_complete' ? enrolment.endedOn : null,
  };
}

/** Whether they were at a core session, in any group, or caught it up, with others or alone. */
export function wasAtSession({ attendances }: Enrolment, session: number): boolean {
  return attendances.some(one => one.session === session && one.how.kind === 'group' && wasThere(one.code));
}

/** How many sessions of any kind they were at, before the record too; null where nobody counted those. */
export function sessionsAttended({ attendances, before }: Enrolment): number | null {
  const earlier = before ? before.attended : 0;
  return earlier === null ? null : earlier + attendances.filter(one => wasThere(one.code)).length;
}

/** Whether they have been at any session, here or before the record. */
export function hasBegun({ attendances, before }: Enrolment): boolean {
  return attendances.some(one => wasThere(one.code)) || (before !== null && before.attended !== 0);
}

/** The day of the first session that they were at; null where there is none, or where nobody told the day. */
export function startedOn({ attendances, before }: Enrolment): Day | null {
  if (before !== null && before.attended !== 0) return before.from;
  return attendances.find(one => wasThere(one.code))?.on ?? null;
}

/** Whether it can be told of somebody that they began before the record: nothing of it is told or marked yet. */
export function mayHaveBegunBefore({ endedOn, before, attendances }: Enrolment): boolean {
  return endedOn === null && before === null && attendances.length === 0;
}
