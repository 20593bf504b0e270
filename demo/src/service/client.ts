import type {
  EnrolmentBasis,
  Identity,
  LegalStage,
  LegalStepTaken,
  ReferralSource,
  Sentence,
} from '@throughcare/pathway';

/** The two programmes of the made-up service. */
export const programmes = {
  group: { id: 'group-programme', name: 'Group programme', sessions: 26, places: 10 },
  course: { id: 'course', name: 'Ten-session course', sessions: 10, places: 10 },
} as const;
export type ProgrammeKind = keyof typeof programmes;

/** A wish for a place, before any group is planned. */
export interface Wish {
  readonly enrolment: string;
  readonly programme: ProgrammeKind;
  readonly basis: EnrolmentBasis;
  /** Day of enrolment. */
  readonly since: number;
  /** The first day on which the person would begin; undefined for somebody who never will. */
  readonly from: number | undefined;
  /** Whether the person would stay to the end. */
  readonly stays: boolean;
}

/** A place that the court or the licence requires lasts no longer than the sentence does. */
export function isBoundToSentence({ basis }: Wish): boolean {
  return basis === 'requirement' || basis === 'licence';
}

/** One person of the service and everything that lies outside its walls. Days are those of `calendar.ts`. */
export interface Client {
  /** Names the person's streams of luck; the same whatever the size of the service. */
  readonly key: number;
  readonly case: string;
  readonly reference: string;
  readonly basis: 'required' | 'choice' | 'licence' | 'none';
  readonly identity: Identity;
  readonly referredOn: number;
  readonly triagedOn: number;
  readonly openedOn: number;
  readonly source: ReferralSource;
  /** Where the person stood on the day of referral. */
  readonly stage: LegalStage;
  /** What came after it, in order. */
  readonly legal: readonly (LegalStepTaken & { readonly on: number })[];
  readonly sentence: (Sentence & { readonly on: number }) | undefined;
  /** The day on which a licence began. */
  readonly releasedOn?: number;
  readonly wishes: readonly Wish[];
  /** Before today; what comes later is nobody's to know. */
  readonly diedOn: number | undefined;
  /** A move of address that no check on the children has followed yet. */
  readonly movedOn?: number;
}
