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
  deterred: z.strictObject({ share: parameterName, after: parameterName }).nullish(),
  /** Who comes: the last row has no share and is whoever is left. */
  strata: z
    .array(z.strictObject({ share: parameterName.optional(), are: attributesAre }))
    .min(1)
    .nullish(),
});
