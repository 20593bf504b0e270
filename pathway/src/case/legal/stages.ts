/** Where one set of proceedings stands, from first contact with the police to a sentence (domain: legal pathway, 2.1). */
export const legalStageWords = {
  not_known_to_police: 'No contact with the police that we know of',
  police_contact: 'Under investigation',
  released_under_investigation: 'Released under investigation',
  pre_charge_bail: 'On pre-charge bail',
  charged: 'Charged',
  before_the_court: 'Before the court',
  convicted: 'Convicted, not yet sentenced',
  awaiting_report: 'Convicted, waiting for a pre-sentence report',
  sentence_deferred: 'Convicted, sentence deferred',
  sentenced: 'Sentenced',
  out_of_court: 'Cautioned',
  ended_without_conviction: 'Ended without a conviction',
} as const;

export type LegalStage = keyof typeof legalStageWords;

const order: readonly LegalStage[] = [
  'not_known_to_police',
  'ended_without_conviction',
  'out_of_court',
  'police_contact',
  'released_under_investigation',
  'pre_charge_bail',
  'charged',
  'before_the_court',
  'convicted',
  'awaiting_report',
  'sentence_deferred',
  'sentenced',
];

/** Of several proceedings, the stage that is furthest on. */
export function furthest(stages: readonly LegalStage[]): LegalStage {
  return order[Math.max(0, ...stages.map(stage => order.indexOf(stage)))];
}

/** Stages in which a court has found somebody guilty. An allegation is not among them (E24). */
export const afterConviction: readonly LegalStage[] = [
  'convicted',
  'awaiting_report',
  'sentence_deferred',
  'sentenced',
];

const undecided: ReadonlySet<LegalStage> = new Set([
  'police_contact',
  'released_under_investigation',
  'pre_charge_bail',
  'charged',
  'before_the_court',
  'convicted',
  'awaiting_report',
  'sentence_deferred',
]);

/**
 * Whether the police or a court have still to decide, so that a court may need what is written here (E22). Before any
 * contact with the police, and after an outcome, nothing is undecided; what an outcome brings, an order or a legal duty,
 * keeps a record by itself.
 */
export function isUndecided(stage: LegalStage): boolean {
  return undecided.has(stage);
}

/** The proceedings that a referral speaks of. Later ones get ids of their own. */
export const firstProceedings = 'first';
