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

/** How many sessions of any kind they were at. */
export function sessionsAttended({ attendances }: Enrolment): number {
  return attendances.filter(one => wasThere(one.code)).length;
}
