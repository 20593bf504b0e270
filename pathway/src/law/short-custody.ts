import { day, type Day } from '../day.ts';
import { inForce, type DatedRule } from './source.ts';

export interface SuspensionPresumption {
  /** Terms up to this many months are presumed to be suspended. */
  readonly upToMonths: number;
  readonly exceptWhere: string;
}

/**
 * Sentencing Act 2026: a custodial term of 12 months or less is presumed suspended for a person convicted on
 * or after 22 March 2026. One text of the Act speaks of the date of the offence instead, so the reviewer is
 * left open and the page says so.
 */
export const suspensionPresumption: readonly DatedRule<SuspensionPresumption>[] = [
  {
    effectiveFrom: day('2026-03-22'),
    effectiveTo: null,
    trigger: 'conviction',
    source: 'Sentencing Act 2026, in force 22 March 2026 (read through chambers’ and solicitors’ summaries)',
    reviewedBy: null,
    rule: {
      upToMonths: 12,
      exceptWhere:
        'exceptional circumstances, or an exception listed in the Act (already in custody, an aggregate above 12 months, breach or offence during an order, serious risk to another person)',
    },
  },
];

/** The presumption that meets this term, or undefined where none does. */
export function presumedSuspended(
  convictedOn: Day,
  termMonths: number,
): DatedRule<SuspensionPresumption> | undefined {
  return inForce(suspensionPresumption, convictedOn).find(({ rule }) => termMonths <= rule.upToMonths);
}
