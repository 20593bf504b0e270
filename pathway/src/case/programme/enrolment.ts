import type { AttendanceCode, SessionDetail } from '../../attendance.ts';
import type { Day } from '../../day.ts';
import type { Happened } from '../../decider.ts';
import type { EnrolmentStatus, MoveByHand } from './status.ts';

/** On what footing somebody takes part. Never pooled without saying so (E40). */
export const enrolmentBases = {
  requirement: 'Requirement of an order',
  licence: 'Condition of a licence',
  voluntary_before_charge: 'By choice, before charge',
  voluntary_after_sentence: 'By choice, after sentence',
} as const;
export type EnrolmentBasis = keyof typeof enrolmentBases;

/** Whether a court or a licence asks for it; what is by choice can't be breached or taken back to court. */
export function isOrdered(basis: EnrolmentBasis): basis is 'requirement' | 'licence' {
  return basis === 'requirement' || basis === 'licence';
}

export const leavingReasons = {
  illness: 'Illness',
  moved: 'Moved away',
  work: 'Work',
  stopped_coming: 'Stopped coming',
  returned_to_court: 'Returned to court',
  recalled: 'Recalled to custody',
  died: 'Died',
  order_ended: 'The order ended first',
  not_suitable: 'Not suitable',
  own_choice: 'Their own choice',
  service_ended: 'The service could not go on',
} as const;
export type LeavingReason = keyof typeof leavingReasons;

export type EnrolmentEvent =
  /** Schema 2 says whether they had been assessed. */
  | Happened<
      'enrolled',
      { enrolment: string; programme: string; basis: EnrolmentBasis; status: EnrolmentStatus }
    >
  | Happened<
      'enrolment_moved',
      { enrolment: string; to: MoveByHand; continuing: boolean },
      { details: string }
    >
  | Happened<'place_given', { enrolment: string; group: string; startsOn: Day }>
  /** Schema 2 says how they took part. */
  | Happened<'attended', { enrolment: string; session: number; code: AttendanceCode; how: SessionDetail }>
  /**
   * What another record told of the time before this one, as a sum: no session of it is marked here. Null is what
   * nobody told.
   */
  | Happened<
      'began_before',
      { enrolment: string; from: Day | null; attended: number | null; of: number | null }
    >
  | Happened<'programme_completed', { enrolment: string }>
  | Happened<'review_held', { enrolment: string }>
  | Happened<'programme_left', { enrolment: string; reason: LeavingReason }>;

export type EnrolmentCommand =
  | {
      do: 'enrol';
      on: Day;
      enrolment: string;
      programme: string;
      basis: EnrolmentBasis;
      /** Whether they have been found suitable, so that a place can be given. */
      assessed: boolean;
    }
  | { do: 'move_enrolment'; on: Day; enrolment: string; to: MoveByHand; details: string }
  | { do: 'give_place'; on: Day; enrolment: string; group: string; startsOn: Day }
  | {
      do: 'record_attendance';
      on: Day;
      enrolment: string;
      session: number;
      code: AttendanceCode;
      how: SessionDetail;
    }
  | ({ do: 'tell_beginning_before'; on: Day; enrolment: string } & Omit<BeforeRecord, 'until'>)
  | { do: 'complete_programme'; on: Day; enrolment: string }
  | { do: 'hold_review'; on: Day; enrolment: string }
  | { do: 'leave_programme'; on: Day; enrolment: string; reason: LeavingReason };

export interface Attendance {
  /** The number of the session in the programme. */
  readonly session: number;
  /** The group it was marked in; somebody can go on in another. */
  readonly group: string;
  readonly on: Day;
  readonly code: AttendanceCode;
  readonly how: SessionDetail;
}

/** Sessions of before the record began, as they were counted elsewhere. */
export interface BeforeRecord {
  /** The day of the first; null where nobody told it. */
  readonly from: Day | null;
  /** How many they were at, of how many that were held; both null where nobody counted. */
  readonly attended: number | null;
  readonly of: number | null;
  /** Up to and with which day it counts. */
  readonly until: Day;
}

export interface StatusSince {
  readonly status: EnrolmentStatus;
  readonly on: Day;
  /** Whether this step led onward, and not back, aside or out. */
  readonly continuing: boolean;
}

export interface Enrolment {
  readonly id: string;
  readonly programme: string;
  readonly basis: EnrolmentBasis;
  readonly since: Day;
  readonly status: EnrolmentStatus;
  /** Every status it has had, in order; the last is the present one. */
  readonly statuses: readonly StatusSince[];
  /** The place that they have, or had when it ended. */
  readonly place: { readonly group: string; readonly startsOn: Day } | null;
  /** What was told of the time before the record; null where nothing was. */
  readonly before: BeforeRecord | null;
  readonly attendances: readonly Attendance[];
  readonly reviewOn: Day | null;
  readonly endedOn: Day | null;
}
