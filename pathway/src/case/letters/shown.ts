import { attendanceOutcomes } from '../../attendance.ts';
import type { Day } from '../../day.ts';
import type { Attendance, Enrolment } from '../programme/enrolment.ts';
import type { EnrolmentStatus } from '../programme/status.ts';

/**
 * What a letter says of one enrolment: counts, months and where it stood. No day of a session, for from several days
 * anybody could tell when a group meets (E36).
 */
export type LetterShows = {
  readonly status: EnrolmentStatus;
  readonly attended: number;
  /** Told by another record as a sum, and in none of the other numbers; null where there is none by that day. */
  readonly attendedBefore: number | null;
  /** Of those attended: how many made up for one that was missed. */
  readonly caughtUp: number;
  /** Of those attended: how many in which they did not do what was asked of them. */
  readonly didNotComply: number;
  readonly absentAccepted: number;
  readonly absentNotAccepted: number;
  readonly rearranged: number;
  /** Marks of which the record does not say whether they were there. */
  readonly leftOpen: number;
  /** 'YYYY-MM' of the first and the last session attended. */
  readonly firstIn: string | null;
  readonly lastIn: string | null;
  readonly completedIn: string | null;
  readonly reviewedIn: string | null;
};

/** What the record shows of an enrolment up to and with a day, as it is believed now. */
export function letterShows(enrolment: Enrolment, until: Day): LetterShows {
  const marks = enrolment.attendances.filter(one => one.on <= until);
  const counts = (which: (one: Attendance) => boolean) => marks.filter(which).length;
  const there = marks.filter(one => attendanceOutcomes[one.code].attended === true);
  const { status } = statusOn(enrolment, until);
  const { before } = enrolment;
  return {
    status,
    attended: there.length,
    attendedBefore: before && before.until <= until ? before.attended : null,
    caughtUp: there.filter(one => one.how.catchUp).length,
    didNotComply: there.filter(one => !attendanceOutcomes[one.code].complied).length,
    absentAccepted: counts(one => isAbsence(one) && attendanceOutcomes[one.code].complied),
    absentNotAccepted: counts(one => isAbsence(one) && !attendanceOutcomes[one.code].complied),
    rearranged: counts(isRearranged),
    leftOpen: counts(one => attendanceOutcomes[one.code].attended === null),
    firstIn: monthOf(there.at(0)?.on ?? null),
    lastIn: monthOf(there.at(-1)?.on ?? null),
    completedIn: monthOf(status === 'programme_complete' ? enrolment.endedOn : null),
    reviewedIn: monthOf(
      enrolment.reviewOn !== null && enrolment.reviewOn <= until ? enrolment.reviewOn : null,
    ),
  };
}

/** Whether two letters about one enrolment would say the same. */
export function saysTheSame(one: LetterShows, other: LetterShows): boolean {
  // A letter that was issued before a field of it could be said has nothing there.
  return (Object.keys(one) as (keyof LetterShows)[]).every(
    field => (one[field] ?? null) === (other[field] ?? null),
  );
}

function statusOn({ statuses }: Enrolment, day: Day) {
  return statuses.findLast(one => one.on <= day) ?? statuses[0];
}

/** A session that was moved is nobody's absence. */
function isRearranged({ code }: Attendance): boolean {
  return code === 'RSSR' || code === 'RSOF';
}

function isAbsence(one: Attendance): boolean {
  return attendanceOutcomes[one.code].attended === false && !isRearranged(one);
}

function monthOf(day: Day | null): string | null {
  return day === null ? null : day.slice(0, 7);
}
