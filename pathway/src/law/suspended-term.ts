import { day, type Day } from '../day.ts';
import { inForce, type DatedRule } from './source.ts';

/**
 * The longest term of custody, in months, that a court can suspend. Which date of a case decides was not read; a
 * sentence passed before 22 March 2026 was passed under the older rule on any reading, so the table goes by that.
 */
export const longestSuspendedTerms: readonly DatedRule<number>[] = [
  {
    effectiveFrom: day('1900-01-01'),
    effectiveTo: day('2026-03-21'),
    trigger: 'sentence',
    source: 'the law before the Sentencing Act 2026',
    reviewedBy: null,
    rule: 24,
  },
  {
    effectiveFrom: day('2026-03-22'),
    effectiveTo: null,
    trigger: 'sentence',
    source: 'Sentencing Act 2026, in force 22 March 2026',
    reviewedBy: null,
    rule: 36,
  },
];

/** The rule for a sentence of that day. */
export function longestSuspended(sentencedOn: Day): DatedRule<number> {
  return inForce(longestSuspendedTerms, sentencedOn)[0];
}
