import type { Day } from '../day.ts';

/** Which date of a case decides whether a rule applies to it. */
export type TriggerDate =
  'offence' | 'conviction' | 'sentence' | 'release' | 'recall' | 'bail' | 'decision' | 'told';

/**
 * A legal rule as data: from when to when, by which date of the case, where it was read and who reviewed it.
 * Not legal advice. `effectiveFrom` is null where no commencement was read: then it has to be asked for.
 */
export interface DatedRule<Rule> {
  readonly effectiveFrom: Day | null;
  readonly effectiveTo: Day | null;
  readonly trigger: TriggerDate;
  readonly source: string;
  readonly reviewedBy: string | null;
  readonly rule: Rule;
}

/** The rules in force on `on`; those without a known beginning are left out. */
export function inForce<Rule>(rules: readonly DatedRule<Rule>[], on: Day): DatedRule<Rule>[] {
  return rules.filter(
    rule =>
      rule.effectiveFrom !== null &&
      rule.effectiveFrom <= on &&
      (rule.effectiveTo === null || on <= rule.effectiveTo),
  );
}
