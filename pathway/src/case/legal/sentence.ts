import { addDays, addMonths, type Day } from '../../day.ts';

/** What a court gave, by the kinds of domain 2.1. */
export const disposals = {
  absolute_discharge: { words: 'Absolute discharge', lasts: false },
  conditional_discharge: { words: 'Conditional discharge', lasts: true },
  fine: { words: 'Fine', lasts: false },
  community_order: { words: 'Community order', lasts: true },
  suspended_sentence_order: { words: 'Suspended sentence order', lasts: true },
  immediate_custody: { words: 'Immediate custody', lasts: true },
} as const satisfies Record<string, { words: string; lasts: boolean }>;

export type Disposal = keyof typeof disposals;

/** Requirements of a community order or suspended sentence order (Sentencing Code, community requirements table). */
export const requirementKinds = {
  programme: 'Programme',
  rehabilitation_activity: 'Rehabilitation activity',
  probation: 'Probation requirement',
  unpaid_work: 'Unpaid work',
  prohibited_activity: 'Prohibited activity',
  curfew: 'Curfew',
  exclusion: 'Exclusion',
  residence: 'Residence',
  foreign_travel_prohibition: 'Foreign travel prohibition',
  mental_health_treatment: 'Mental health treatment',
  drug_rehabilitation: 'Drug rehabilitation',
  alcohol_treatment: 'Alcohol treatment',
  alcohol_abstinence: 'Alcohol abstinence and monitoring',
  // Adults could be given it until 2022 (Police, Crime, Sentencing and Courts Act 2022).
  attendance_centre: 'Attendance centre',
  restriction_zone: 'Restriction zone',
  electronic_monitoring: 'Electronic monitoring',
  electronic_whereabouts: 'Electronic monitoring of whereabouts',
} as const;

export type RequirementKind = keyof typeof requirementKinds;

export interface Requirement {
  readonly kind: RequirementKind;
  /** The most that the court set, in the unit of its kind; null where it set none. */
  readonly most: number | null;
}

/** In what a requirement is counted. Most are not counted at all. */
export const requirementUnits: Partial<Record<RequirementKind, 'days' | 'hours' | 'sessions'>> = {
  programme: 'sessions',
  rehabilitation_activity: 'days',
  probation: 'days',
  unpaid_work: 'hours',
};

/** What is suspended: the term of custody, and how long supervision lasts beside the operational period. */
export interface SuspendedTerm {
  /** Null where nobody has told us. */
  readonly termMonths: number | null;
  /** Null where there is no supervision, or nobody has told us. */
  readonly supervisionMonths: number | null;
}

export interface Sentence {
  /** Given by the command, so that later events can name the order. */
  readonly order: string;
  readonly proceedings: string;
  readonly disposal: Disposal;
  /** Length in whole months; of a suspended sentence the operational period; null for what does not last. */
  readonly months: number | null;
  /** Of a suspended sentence order; null of every other. */
  readonly suspended: SuspendedTerm | null;
  readonly requirements: readonly Requirement[];
}

/** The last day of a sentence that lasts: a 12-month order made on 13 May ends on 12 May. */
export function sentenceEnds(madeOn: Day, sentence: Pick<Sentence, 'months'>): Day | null {
  return sentence.months === null ? null : addDays(addMonths(madeOn, sentence.months), -1);
}
