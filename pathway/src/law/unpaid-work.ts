import type { DatedRule } from './source.ts';

/** How many hours of unpaid work a court can set in one order. */
export const unpaidWorkHours: DatedRule<{ readonly least: number; readonly most: number }> = {
  effectiveFrom: null,
  effectiveTo: null,
  trigger: 'sentence',
  source: 'the Sentencing Council on community requirements',
  reviewedBy: null,
  rule: { least: 40, most: 300 },
};
