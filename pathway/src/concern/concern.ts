import type { Happened } from '../decider.ts';
import type { Day } from '../day.ts';
import type { Learned } from './learned.ts';
import {
  freshConcernLifetime,
  type ConcernLifetime,
  type ConcernLifetimeCommand,
  type ConcernLifetimeEvent,
} from './lifetime.ts';
import type {
  Authority,
  AuthorityOutcome,
  ChaseResult,
  Chosen,
  ConcernOutcome,
  ConcernSource,
  EscalationLevel,
  EscalationResult,
  NotTold,
  SharingGround,
} from './codes.ts';

interface Decided {
  readonly by: string;
  readonly share: boolean;
  readonly ground: SharingGround;
  readonly told: boolean;
  /** Null where they were told. */
  readonly notTold: NotTold | null;
}

/**
 * Everything that can happen in a concern about a child. What was said, who the child is and every reason are
 * sealed under the concern's own key (E33). `dayGiven` is what somebody gave as the day where it cannot have been
 * that day: it is kept, and the entry stands at the day on which it was told (E34).
 */
export type ConcernEvent =
  | Happened<
      'raised',
      {
        source: ConcernSource;
        by: string;
        immediateDanger: boolean;
        /** Accounts of staff whom it is about; they never see it. */
        about: readonly string[];
        dayGiven: string | null;
      },
      /** `from` is the case that it was raised from; '' where there is none, and always for a contact (E6). */
      { said: string; child: string; from: string }
    >
  /** Schema 2 says which day was given, where it stands at another. */
  | Happened<'words_added', { by: string; dayGiven: string | null }, { said: string; child: string }>
  | Happened<'about_staff', { by: string; about: readonly string[] }>
  | Happened<
      'passed_on',
      {
        passing: string;
        by: string;
        to: Authority;
        reference: string;
        /** A reporter's own report, under a duty of theirs (E35). */
        ownDuty: boolean;
        /** When to ask what became of it; null for the usual number of working days. */
        chaseBy: Day | null;
        dayGiven: string | null;
      },
      { shared: string }
    >
  | Happened<'reference_added', { passing: string; by: string; reference: string }>
  | Happened<'reviewed', { by: string; agreed: boolean }, { words: string }>
  | Happened<'review_settled', { by: string }, { words: string }>
  | Happened<'deciders_named', { by: string; first: string; second: string }>
  | Happened<'third_named', { by: string; third: string }>
  | Happened<'decided', Decided, { reason: string }>
  | Happened<'sharing_settled', Decided, { reason: string }>
  | Happened<
      'chased',
      { passing: string; by: string; reference: string; result: ChaseResult; chaseBy: Day | null }
    >
  | Happened<
      'authority_answered',
      { passing: string; by: string; outcome: AuthorityOutcome; chaseBy: Day | null },
      { words: string }
    >
  | Happened<
      'escalated',
      { passing: string; by: string; level: EscalationLevel; answerBy: Day },
      { reason: string }
    >
  | Happened<
      'escalation_answered',
      { passing: string; by: string; result: EscalationResult },
      { words: string }
    >
  | Happened<'linked_to_case', { case: string; by: string }>
  | Happened<'unlinked_from_case', { case: string; by: string }>
  | Happened<'joined', { with: string; by: string }>
  | Happened<'unjoined', { with: string; by: string }>
  | Happened<'concern_closed', { by: string; outcome: ConcernOutcome }>
  | ConcernLifetimeEvent;

type Deciding = {
  readonly on: Day;
  readonly share: boolean;
  readonly ground: SharingGround;
  readonly reason: string;
  readonly told: boolean;
  /** Has to be said where they were not told. */
  readonly notTold?: Chosen<NotTold> | null;
};

/**
 * What may be asked of a concern. `passing` names one time that it was passed on, by an id of the form's own; the
 * number of the time where none is given. Without a day to ask again, the usual number of working days is taken.
 */
export type ConcernCommand =
  | {
      do: 'raise';
      on: Day;
      source: ConcernSource;
      immediateDanger: boolean;
      about?: readonly string[];
      said: string;
      child: string;
      from?: string;
      /** What was given as the day where it is no day of the calendar. */
      dayGiven?: string;
    }
  | { do: 'add_words'; on: Day; said: string; child: string }
  | { do: 'name_staff'; on: Day; about: readonly string[] }
  | {
      do: 'pass_on';
      on: Day;
      passing?: string;
      to: Authority;
      reference: string;
      shared?: string;
      ownDuty?: boolean;
      chaseBy?: Day | null;
      dayGiven?: string;
    }
  | { do: 'add_reference'; on: Day; passing: string; reference: string }
  | { do: 'review'; on: Day; agreed: boolean; words?: string }
  | { do: 'settle_review'; on: Day; words: string }
  | { do: 'name_deciders'; on: Day; first: string; second: string }
  | { do: 'name_third'; on: Day; third: string }
  | ({ do: 'decide' } & Deciding)
  | ({ do: 'settle_sharing' } & Deciding)
  | {
      do: 'chase';
      on: Day;
      passing: string;
      reference: string;
      result: Chosen<ChaseResult>;
      chaseBy?: Day | null;
    }
  | {
      do: 'authority_answered';
      on: Day;
      passing: string;
      outcome: AuthorityOutcome;
      words: string;
      /** When to ask again; null where nothing more is to come. */
      chaseBy: Day | null;
    }
  | {
      do: 'escalate';
      on: Day;
      passing: string;
      level: EscalationLevel;
      reason: string;
      answerBy?: Day | null;
    }
  | { do: 'escalation_answered'; on: Day; passing: string; result: EscalationResult; words: string }
  | { do: 'link_to_case'; on: Day; case: string }
  | { do: 'unlink_from_case'; on: Day; case: string }
  | { do: 'join'; on: Day; with: string }
  | { do: 'unjoin'; on: Day; with: string }
  | { do: 'close'; on: Day; outcome: Chosen<ConcernOutcome> }
  | ConcernLifetimeCommand;

export interface SharingDecision extends Decided {
  readonly on: Day;
  /** Its place among what was told: of what was told after it, it knew nothing. */
  readonly place: number;
}

export interface Escalation {
  readonly on: Day;
  readonly level: EscalationLevel;
  readonly answerBy: Day;
  readonly answered: { readonly on: Day; readonly result: EscalationResult } | null;
}

/** One time that a concern was passed on, and what came of it. */
export interface Passing {
  readonly id: string;
  readonly by: string;
  readonly to: Authority;
  readonly reference: string;
  readonly on: Day;
  readonly ownDuty: boolean;
  /** Somebody acted alone: in danger, or before two people had decided. Then a second person reviews it (E34). */
  readonly alone: boolean;
  /** When to ask again; null where nothing more is to come. */
  readonly chaseBy: Day | null;
  readonly answer: { readonly outcome: AuthorityOutcome; readonly on: Day } | null;
  readonly escalation: Escalation | null;
  /** The place, among what was told here, of the last time that somebody spoke with them. */
  readonly spokeAt: number;
}

export interface Review {
  readonly by: string;
  readonly agreed: boolean;
  readonly on: Day;
  /** Its place among what was told: it looked at all that stood before it. */
  readonly place: number;
  readonly settled: boolean;
}

export interface ConcernState {
  readonly status: 'none' | 'open' | 'closed';
  /** The day on which it was closed, for as long as it is. */
  readonly closedOn: Day | null;
  readonly source: ConcernSource;
  readonly raisedBy: string;
  readonly raisedOn: Day | null;
  readonly immediateDanger: boolean;
  readonly about: readonly string[];
  readonly passings: readonly Passing[];
  readonly review: Review | null;
  /** The last day of any review, whether or not it counts, or on which one was settled. */
  readonly reviewedOn: Day | null;
  /** Whoever acted alone was told to have reviewed it: that is no review. */
  readonly reviewedOwn: boolean;
  /** The two who decide whether to share it. */
  readonly deciders: readonly string[];
  /** When they were last named; null where nobody was. */
  readonly decidersOn: Day | null;
  /** Who settles it where two people do not agree. */
  readonly third: string | null;
  /** When the third was last named; null where nobody was. */
  readonly thirdOn: Day | null;
  /** What the two decided, and a third settled, of what was known of the child when they did: what counts. */
  readonly decisions: readonly SharingDecision[];
  readonly settled: SharingDecision | null;
  /** All that was ever decided and last settled, also what no longer counts. */
  readonly everDecided: readonly SharingDecision[];
  readonly lastSettled: SharingDecision | null;
  readonly linkedCases: readonly string[];
  readonly joinedWith: readonly string[];
  /** When something was last said of each tie to a case or another concern. */
  readonly tiedOn: Readonly<Record<string, Day>>;
  readonly outcome: ConcernOutcome | null;
  /** The last day on which anything happened in it. */
  readonly lastOn: Day | null;
  /** What was told last of the child, after the raising. */
  readonly learned: Learned | null;
  /** The place of what was told last, so that what is only being decided comes after it. */
  readonly toldUpTo: number;
  readonly lifetime: ConcernLifetime;
}

export const noConcern: ConcernState = {
  status: 'none',
  closedOn: null,
  source: 'contact',
  raisedBy: '',
  raisedOn: null,
  immediateDanger: false,
  about: [],
  passings: [],
  review: null,
  reviewedOn: null,
  reviewedOwn: false,
  deciders: [],
  decidersOn: null,
  third: null,
  thirdOn: null,
  decisions: [],
  settled: null,
  everDecided: [],
  lastSettled: null,
  linkedCases: [],
  joinedWith: [],
  tiedOn: {},
  outcome: null,
  lastOn: null,
  learned: null,
  toldUpTo: 0,
  lifetime: freshConcernLifetime,
};
