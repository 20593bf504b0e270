import { addDays, addMonths, day, type Day } from '../day.ts';
import { inForce, type DatedRule } from './source.ts';

type FirstPeriod = { readonly months: number } | { readonly days: number };

/**
 * How long bail before charge can first be: shown beside the day that the police gave, never in its place. Some
 * agencies (the Financial Conduct Authority among them) have six months.
 */
export const firstBailPeriods: readonly DatedRule<FirstPeriod>[] = [
  {
    effectiveFrom: day('1900-01-01'),
    effectiveTo: day('2022-10-27'),
    trigger: 'bail',
    source: 'the law before the Police, Crime, Sentencing and Courts Act 2022',
    reviewedBy: null,
    rule: { days: 28 },
  },
  {
    effectiveFrom: day('2022-10-28'),
    effectiveTo: null,
    trigger: 'bail',
    source: 'Police, Crime, Sentencing and Courts Act 2022 Sch 4, in force 28 October 2022',
    reviewedBy: null,
    rule: { months: 3 },
  },
];

/** Until when bail given on `from` can first run, and by which rule. */
export function firstBailUntil(from: Day): { until: Day; rule: DatedRule<FirstPeriod> } {
  const [rule] = inForce(firstBailPeriods, from);
  const until = 'days' in rule.rule ? addDays(from, rule.rule.days) : addMonths(from, rule.rule.months);
  return { until, rule };
}
