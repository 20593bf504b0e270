import { day, type Day } from '../day.ts';
import { inForce, type DatedRule } from './source.ts';

/**
 * For how many days somebody can be recalled, where the recall has a fixed length. Since 31 March 2026 it is 56 days
 * for most standard determinate sentences; for whom not was not read, and a recall without a fixed length is recorded
 * as standard.
 */
export const fixedRecalls: readonly DatedRule<readonly number[]>[] = [
  {
    effectiveFrom: day('1900-01-01'),
    effectiveTo: day('2026-03-30'),
    trigger: 'recall',
    source: 'the law before the Sentencing Act 2026',
    reviewedBy: null,
    rule: [14, 28],
  },
  {
    effectiveFrom: day('2026-03-31'),
    effectiveTo: null,
    trigger: 'recall',
    source: 'Sentencing Act 2026, as the Ministry of Justice announced it for 31 March 2026',
    reviewedBy: null,
    rule: [56],
  },
];

/** The rule for a recall of that day. */
export function fixedRecall(recalledOn: Day): DatedRule<readonly number[]> {
  return inForce(fixedRecalls, recalledOn)[0];
}
