import type { Happened, Json } from '../decider.ts';
import type { Day } from '../day.ts';
import type { CaseworkCommand, CaseworkEvent } from './casework/index.ts';
import type { Closed } from './casework/closing.ts';
import type { Handover } from './casework/handover.ts';
import type { LawfulBasis } from './casework/lawful-basis.ts';
import type { Task } from './casework/task.ts';
import type { ExpectedDate, WelfareOutcome } from './casework/welfare.ts';
import type { Band, Measure } from './measures/measure.ts';
import type { CharacteristicsCommand, CharacteristicsEvent } from './characteristics.ts';
import type { ChildrenCheck, ChildrenEnquiry, LastChildrenCheck } from './children.ts';
import type { LegalCommand, LegalEvent } from './legal/events.ts';
import type { LegalStage } from './legal/stages.ts';
import type { LegalState } from './legal/state.ts';
import type { Enrolment, EnrolmentCommand, EnrolmentEvent } from './programme/enrolment.ts';
import type { RestrictionCommand, RestrictionEvent } from './restriction.ts';
import type { Letter, LetterCommand, LetterEvent } from './letters/letter.ts';
import type { Lifetime, LifetimeCommand, LifetimeEvent } from './lifetime.ts';
import type { ReferralStands, SendReferral, SentEvent } from './sent.ts';
import type { SlipCommand, SlipEvent } from './slip.ts';

/** Who sent a person to us. */
export const referralSources = {
  probation: 'Probation',
  court: 'Court',
  police: 'Police',
  health: 'Health service',
  solicitor: 'Solicitor',
  self: 'The person themselves',
} as const;
export type ReferralSource = keyof typeof referralSources;

export const triageOutcomes = {
  accepted: 'Accepted',
  more_information: 'More information needed',
  not_suitable: 'Not suitable for us',
} as const;
export type TriageOutcome = keyof typeof triageOutcomes;

export const lifeChanges = {
  address: 'Moved address',
  partner: 'New or former partner',
  order: 'Order changed',
  work: 'Work or volunteering changed',
} as const;
export type LifeChange = keyof typeof lifeChanges;

/** Who a person is. Sealed under their identity key; never among the facts. */
export interface Identity {
  readonly surname: string;
  readonly forename: string;
  readonly bornOn: Day | null;
  readonly sex: 'M' | 'F';
  readonly postcodeDistrict: string | null;
  /** Police National Computer number. */
  readonly pnc: string | null;
}

/** Everything that can happen in a case. Order and wording of a type never change; a new shape is a new schema. */
export type CaseEvent =
  | CaseworkEvent
  | EnrolmentEvent
  | RestrictionEvent
  | Happened<'referred', { reference: string; source: ReferralSource; stage: LegalStage }, Identity>
  | SentEvent
  | Happened<'triaged', { outcome: TriageOutcome }>
  | Happened<'opened', { practitioner: string }>
  | Happened<'practitioner_changed', { practitioner: string }>
  | LegalEvent
  | Happened<
      'children_checked',
      /** Who checked is null where it was not asked yet: then it was whoever recorded it. */
      { check: Json; by: string | null; asked: readonly ChildrenEnquiry[] }
    >
  | Happened<'life_changed', { what: LifeChange }>
  | Happened<'note_written', object, { words: string }>
  | CharacteristicsEvent
  | SlipEvent
  | LetterEvent
  | LifetimeEvent;

/** What may be asked of a case. Dates are when it happened, not when it was told. */
export type CaseCommand =
  | CaseworkCommand
  | EnrolmentCommand
  | RestrictionCommand
  | { do: 'refer'; on: Day; reference: string; source: ReferralSource; stage: LegalStage; identity: Identity }
  | SendReferral
  | { do: 'triage'; on: Day; outcome: TriageOutcome }
  | { do: 'open'; on: Day; practitioner: string }
  | { do: 'change_practitioner'; on: Day; practitioner: string }
  | LegalCommand
  | {
      do: 'check_children';
      on: Day;
      check: ChildrenCheck;
      /** Who checked, where it was not whoever records it. */
      by?: string;
      asked?: readonly ChildrenEnquiry[];
    }
  | { do: 'record_life_change'; on: Day; what: LifeChange }
  | { do: 'write_note'; on: Day; words: string }
  | CharacteristicsCommand
  | SlipCommand
  | LetterCommand
  | LifetimeCommand;

/** Where a case stands, without a word of identity: that is opened apart, with its own key. */
export interface CaseState extends LegalState {
  /** The place of what was told last. `told` below is such a place, see told.ts; of what was put right, the later one. */
  readonly toldUpTo: number;
  readonly status: 'none' | 'referred' | 'accepted' | 'open' | 'closed';
  readonly reference: string;
  readonly source: ReferralSource;
  readonly referredOn: Day | null;
  /** The account from outside that sent the referral; null where it was taken in here. */
  readonly sentBy: string | null;
  /** How far it is, as that account is told (E31); null where it was taken in here. */
  readonly senderReads: ReferralStands | null;
  /** The day of the last change of how it stands. */
  readonly statusSince: Day | null;
  /** Who carries the case; null until it is opened, and where they may not any longer. */
  readonly practitioner: string | null;
  /** The day on which it was last given to somebody, or taken from them. */
  readonly carriedSince: Day | null;
  /** Since when nobody carries it, although it is open. */
  readonly uncarriedSince: Day | null;
  readonly team: string | null;
  /** By when whoever had it and whoever has it now should have spoken; null where they have. */
  readonly handoverBy: Day | null;
  /** The last time that it was handed over, and what came of it; null where it never was. */
  readonly handover: Handover | null;
  readonly enrolments: readonly Enrolment[];
  readonly childrenCheck: LastChildrenCheck | null;
  readonly lifeChanges: readonly { readonly what: LifeChange; readonly on: Day; readonly told: number }[];
  /** Each time that somebody asked how they are, or tried to, and when that was told first. */
  readonly welfare: readonly { readonly on: Day; readonly outcome: WelfareOutcome; readonly told: number }[];
  readonly expectedDates: readonly {
    readonly what: ExpectedDate;
    readonly falls: Day;
    readonly told: number;
  }[];
  readonly tasks: readonly Task[];
  readonly measures: readonly Measure[];
  readonly bands: readonly Band[];
  readonly lawfulBases: readonly (LawfulBasis & { readonly since: Day })[];
  /** The accounts that alone may open a restricted case; null where it is not restricted. */
  readonly restrictedTo: readonly string[] | null;
  /** When that was last changed. */
  readonly restrictedSince: Day | null;
  readonly excludedStaff: readonly string[];
  /** When somebody was last kept out by name, or let in again. */
  readonly excludedSince: Day | null;
  /** Who said “not for me”: they do not see the case, and nobody offers it to them. */
  readonly steppedAway: readonly string[];
  readonly closed: Closed | null;
  /** Letters that were issued, in order; also those withdrawn. */
  readonly letters: readonly Letter[];
  readonly lifetime: Lifetime;
}
