import type {
  BeforeRecord,
  ClosingReason,
  ConditionKind,
  ConditionSubject,
  Day,
  Disposal,
  EnrolmentBasis,
  Identity,
  LegalStage,
  LeavingReason,
  ReceivingBody,
  RecordedEnd,
  ReferralSource,
  RequirementKind,
  SuspendedTerm,
} from '@throughcare/pathway';
import type { CodeOf } from './fields.ts';

/** Somebody of a caseload, as the row of a person says it. */
export interface ArrivingPerson {
  readonly reference: string;
  readonly identity: Identity;
  readonly source: ReferralSource;
  readonly stage: LegalStage;
  readonly referredOn: Day;
  readonly standing: Standing;
  /** Another person's reference, who was looked at. */
  readonly notSameAs: string | null;
}

export type Standing =
  | { readonly status: 'referred' }
  | { readonly status: 'accepted'; readonly acceptedOn: Day }
  | {
      readonly status: 'open';
      readonly acceptedOn: Day;
      readonly openedOn: Day;
      /** As the map gives it: an account. */
      readonly practitioner: string;
    }
  | {
      readonly status: 'closed';
      /** Null where they were never taken on. */
      readonly acceptedOn: Day | null;
      readonly opened: { readonly on: Day; readonly practitioner: string } | null;
      readonly closed: ArrivingClosing;
    };

export interface ArrivingClosing {
  readonly on: Day;
  readonly reason: ClosingReason;
  readonly transfer: {
    readonly to: ReceivingBody;
    readonly receiptBy: Day;
    readonly receivedOn: Day | null;
  } | null;
  /** As the map gives it: the account that watches what still ran. */
  readonly watchedBy: string | null;
}

export interface ArrivingSentence {
  /** What the file calls it, once a person. */
  readonly name: string;
  /** Whether they were referred for this one, or it belongs to other proceedings. */
  readonly referredFor: boolean;
  readonly disposal: Disposal;
  readonly convictedOn: Day;
  readonly madeOn: Day;
  readonly months: number | null;
  readonly suspended: SuspendedTerm | null;
  readonly release: { readonly on: Day; readonly licenceUntil: Day } | null;
  readonly end: { readonly on: Day; readonly how: Exclude<RecordedEnd, 'terminated_early'> } | null;
}

export interface ArrivingRequirement {
  /** The name of its sentence. */
  readonly of: string;
  readonly kind: RequirementKind;
  readonly most: number | null;
  readonly progress: { readonly on: Day; readonly amount: number } | null;
}

/** A notification period or a prevention order. */
export interface ArrivingDuty {
  /** What the file calls it, once a person. */
  readonly name: string;
  readonly duty: CodeOf<'duty'>;
  readonly from: Day;
  /** Null runs on without an end. */
  readonly until: Day | null;
  /** The day of the first notification. */
  readonly notifiedOn: Day | null;
}

export interface ArrivingCondition {
  /** The name of its sentence or prevention order, or `bail`. */
  readonly of: string;
  readonly rule: ConditionKind;
  readonly subject: ConditionSubject;
  readonly from: Day;
  readonly until: Day | null;
  readonly words: string;
}

export interface ArrivingEnrolment {
  /** As the map gives it: the name or the id of a programme. */
  readonly programme: string;
  readonly basis: EnrolmentBasis;
  readonly since: Day;
  readonly assessed: boolean;
  readonly left: { readonly on: Day; readonly reason: LeavingReason } | null;
  // Not there at all where nothing of it was told: so a file that an earlier version took in reads as it did then.
  readonly completedOn?: Day;
  readonly before?: BeforeRecord;
}
