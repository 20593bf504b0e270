import type { DatedRule } from './source.ts';

/**
 * Rules whose day of commencement was not read at the source. Nothing is decided by them alone: the page asks from
 * when they have been in force, and where that was read.
 */
export const earlyTermination: DatedRule<string> = {
  effectiveFrom: null,
  effectiveTo: null,
  trigger: 'decision',
  source: 'Sentencing Act 2026 ss.38 and 39, brought into force by SI 2026/402; the day was not read',
  reviewedBy: null,
  rule: 'A community order, or the supervision of a suspended sentence, can end early on a day that the responsible officer specifies, when requirements were complied with and the objectives of the plan were met.',
};

export const postSentenceSupervisionRepealed: DatedRule<string> = {
  effectiveFrom: null,
  effectiveTo: null,
  trigger: 'conviction',
  source: 'Sentencing Act 2026 s.34, brought into force by SI 2026/402; the day was not read',
  reviewedBy: null,
  rule: 'There is no supervision after the sentence any more.',
};

export const longerDeferral: DatedRule<number> = {
  effectiveFrom: null,
  effectiveTo: null,
  trigger: 'decision',
  source: 'Ministry of Justice on the Sentencing Act 2026: “spring 2026”; the day was not read',
  reviewedBy: null,
  rule: 12,
};
