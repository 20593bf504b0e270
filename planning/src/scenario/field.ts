import { z } from 'zod';

export const words = z.string().trim().min(1);
export const day = z.iso.date();
/** A number in a scenario is always the name of a parameter, so that none is without a unit and a source. */
export const parameterName = words;
/** Name of a stage; where somebody goes it may be "leaves" too. */
export const target = words;

/** Where a figure comes from; one without a source is allowed, marked and listed first. */
export const origin = {
  label: words,
  /** When the figure was true: a year, a month or a day. */
  date: z
    .union([z.string(), z.number()])
    .transform(String)
    .pipe(z.string().regex(/^\d{4}(-\d{2}(-\d{2})?)?$/))
    .optional(),
  source: words.optional(),
  note: words.optional(),
};
