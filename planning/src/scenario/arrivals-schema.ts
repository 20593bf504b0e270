import { z } from 'zod';
import { day, parameterName, target, words } from './field.ts';

export const months = [
  'january',
  'february',
  'march',
  'april',
  'may',
  'june',
  'july',
  'august',
  'september',
  'october',
  'november',
  'december',
] as const;

/** The value of each attribute that a person comes with; one that is not named is the first of its values. */
const attributesAre = z.record(words, words);

export const arrivalsSchema = z.strictObject({
  label: words,
  to: target,
  rate: parameterName,
  growth: parameterName,
  /** From a day on, so many times as many come. */
  steps: z.array(z.strictObject({ from: day, times: parameterName })).nullish(),
  /** So many times as many come in a month of the year; a month that is not named is as the rate says. */
  season: z.partialRecord(z.enum(months), parameterName).nullish(),
  /** Counts as they were seen. They take the place of rate, growth, steps and season up to their last day. */
  observed: words.nullish(),
  /**
   * Whom a firmer threat keeps away from a time on: a share as it is given, what is left after `by`, or both. Each row of
   * `by` is a threat that was `from` and is `to`: how likely somebody is found, or sent to prison, or for how long.
   */
  deterred: z
    .strictObject({
      after: parameterName,
      share: parameterName.nullish(),
      by: z
        .array(z.strictObject({ elasticity: parameterName, from: parameterName, to: parameterName }))
        .min(1)
        .nullish(),
    })
    .nullish(),
  /** Who comes: the last row has no share and is whoever is left. */
  strata: z
    .array(z.strictObject({ share: parameterName.optional(), are: attributesAre }))
    .min(1)
    .nullish(),
});

export type ArrivalsText = z.output<typeof arrivalsSchema>;
