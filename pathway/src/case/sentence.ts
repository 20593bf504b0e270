import { addDays, addMonths, type Day } from '../day.ts';

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
  electronic_monitoring: 'Electronic monitoring',
} as const;

export type RequirementKind = keyof typeof requirementKinds;

export interface Requirement {
  readonly kind: RequirementKind;
  /** Days or sessions that the court set as the most; null where the kind has none. */
  readonly days: number | null;
}

export interface Sentence {
  /** Given by the command, so that later events can name the order. */
  readonly order: string;
  readonly disposal: Disposal;
  /** Length in whole months; null for a disposal that does not last. */
  readonly months: number | null;
  readonly requirements: readonly Requirement[];
}

/** The last day of a sentence that lasts: a 12-month order made on 13 May ends on 12 May. */
export function sentenceEnds(madeOn: Day, sentence: Pick<Sentence, 'months'>): Day | null {
  return sentence.months === null ? null : addDays(addMonths(madeOn, sentence.months), -1);
}
