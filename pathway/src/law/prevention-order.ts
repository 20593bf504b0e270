import { addDays, addMonths, type Day } from '../day.ts';
import type { DatedRule } from './source.ts';

/** The shortest fixed period of a sexual harm prevention order and of each of its conditions, in months. */
export const shortestPreventionOrder: DatedRule<number> = {
  effectiveFrom: null,
  effectiveTo: null,
  trigger: 'sentence',
  source: 'Sentencing Code Part 11 chapter 2: at least five years, or until further order',
  reviewedBy: null,
  rule: 60,
};

/** The earliest last day of a fixed period that begins on `from`. */
export function preventionOrderAtLeastUntil(from: Day): Day {
  return addDays(addMonths(from, shortestPreventionOrder.rule), -1);
}
