import type { Day } from '../day.ts';

/** Where a person stands between first contact with the police and a sentence (domain: legal pathway, 2.1). */
export type LegalStage =
  | 'not_known_to_police'
  | 'police_contact'
  | 'pre_charge_bail'
  | 'released_under_investigation'
  | 'charged'
  | 'before_the_court'
  | 'convicted'
  | 'sentenced'
  | 'out_of_court'
  | 'ended_without_conviction';

interface LegalStepRule {
  readonly words: string;
  readonly from: readonly LegalStage[];
  readonly to: LegalStage;
  /** A date at which people are known to be in more danger from themselves: a welfare prompt falls due. */
  readonly weighs: boolean;
}

/** Each step that can be recorded, from which stages it can be taken, and where it leads. */
export const legalSteps = {
  arrested: { words: 'Arrested', from: ['not_known_to_police'], to: 'police_contact', weighs: true },
  interviewed: {
    words: 'Interviewed voluntarily',
    from: ['not_known_to_police'],
    to: 'police_contact',
    weighs: true,
  },
  searched: {
    words: 'Police searched under a warrant',
    from: ['not_known_to_police'],
    to: 'police_contact',
    weighs: true,
  },
  bailed: {
    words: 'Released on pre-charge bail',
    from: ['police_contact', 'released_under_investigation'],
    to: 'pre_charge_bail',
    weighs: false,
  },
  bail_extended: { words: 'Bail extended', from: ['pre_charge_bail'], to: 'pre_charge_bail', weighs: true },
  released_under_investigation: {
    words: 'Released under investigation',
    from: ['police_contact', 'pre_charge_bail'],
    to: 'released_under_investigation',
    weighs: false,
  },
  no_further_action: {
    words: 'No further action',
    from: ['police_contact', 'pre_charge_bail', 'released_under_investigation'],
    to: 'ended_without_conviction',
    weighs: true,
  },
  cautioned: {
    words: 'Cautioned',
    from: ['police_contact', 'pre_charge_bail', 'released_under_investigation'],
    to: 'out_of_court',
    weighs: true,
  },
  charged: {
    words: 'Charged',
    from: ['police_contact', 'pre_charge_bail', 'released_under_investigation'],
    to: 'charged',
    weighs: true,
  },
  first_hearing: { words: 'First hearing', from: ['charged'], to: 'before_the_court', weighs: true },
  discontinued: {
    words: 'Case discontinued',
    from: ['charged', 'before_the_court'],
    to: 'ended_without_conviction',
    weighs: true,
  },
  acquitted: {
    words: 'Acquitted',
    from: ['before_the_court'],
    to: 'ended_without_conviction',
    weighs: true,
  },
  // People are referred after a court has decided, too; then the conviction is recorded afterwards.
  convicted: {
    words: 'Convicted',
    from: ['before_the_court', 'convicted', 'sentenced'],
    to: 'convicted',
    weighs: true,
  },
} as const satisfies Record<string, LegalStepRule>;

export type LegalStep = keyof typeof legalSteps;

export const legalStageWords: Record<LegalStage, string> = {
  not_known_to_police: 'No contact with the police that we know of',
  police_contact: 'Under investigation',
  pre_charge_bail: 'On pre-charge bail',
  released_under_investigation: 'Released under investigation',
  charged: 'Charged',
  before_the_court: 'Before the court',
  convicted: 'Convicted, not yet sentenced',
  sentenced: 'Sentenced',
  out_of_court: 'Cautioned',
  ended_without_conviction: 'Ended without a conviction',
};

/** Whether `step` can be recorded of somebody who stands at `stage`; a conviction is recorded once. */
export function stepIsPossible(
  { stage, convictedOn }: { readonly stage: LegalStage; readonly convictedOn: Day | null },
  step: LegalStep,
): boolean {
  if (step === 'convicted' && convictedOn !== null) return false;
  return (legalSteps[step].from as readonly LegalStage[]).includes(stage);
}
