import { z } from 'zod';
import { parseDay } from '../day.ts';

/** The small words of a protocol, each with what to write where something else was written. */

export const name = z
  .string()
  .regex(/^[a-z][a-z0-9 _-]*$/i, 'Use letters, digits, spaces, - and _, and begin with a letter.');
export const words = z.string().trim().min(1, 'Write a few words here.');
export const days = z.int({ error: 'Write a whole number of days.' });
export const isoDate = z
  .string({ error: 'Write a date such as 2026-10-31.' })
  .refine(
    text => parseDay(text) !== undefined,
    'This is no date. Write it as year-month-day, such as 2026-10-31.',
  );
export const scalar = z.union([z.string(), z.number(), z.boolean()]).transform(String);
export const yesNo = z.boolean({ error: 'Write true or false.' });
/** A seed of the random numbers: kept in the protocol, so that anybody gets the same ones. */
export const seed = z.int({ error: 'Write a whole number.' }).min(0, 'Write a whole number, 0 or more.');
/** What was counted; a name that does not say "detected" would claim more than any file knows. */
export const detected = words.refine(
  text => /\bdetected\b/i.test(text),
  'Say "detected": what was never detected stands in no file.',
);

/** A choice among a few words; any other word is answered by the list of them. */
export function oneOf<const Choices extends readonly [string, ...string[]]>(
  choices: Choices,
  why = '',
): z.ZodLiteral<Choices[number]> {
  return z.literal([...choices] as Choices[number][], {
    error: `Write one of: ${choices.join(', ')}.${why}`,
  });
}
