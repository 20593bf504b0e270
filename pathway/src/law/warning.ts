import type { DatedRule } from './source.ts';

/**
 * After how many months a warning no longer counts. On a failure without reasonable excuse the responsible officer
 * warns, unless there was a warning within this time: then it goes to court (Criminal Justice Act 2003 Sch 8 para 5).
 */
export const warningCounts: DatedRule<{ readonly months: number }> = {
  effectiveFrom: null,
  effectiveTo: null,
  trigger: 'sentence',
  source: 'Criminal Justice Act 2003 Sch 8 para 5; where the Sentencing Act 2020 has it now was not read',
  reviewedBy: null,
  rule: { months: 12 },
};
