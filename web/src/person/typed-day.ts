import type { Day } from '@throughcare/pathway';
import { z } from 'zod';
import { HOW_WRITTEN, writtenDay } from '../frame/written-day.ts';

/** A day typed into one box; nothing where it was left empty. `what` says which day in an answer. */
export function optionalDay(what: string) {
  return z
    .string()
    .trim()
    .default('')
    .transform((text, context): Day | null => {
      if (text === '') return null;
      const day = writtenDay(text);
      if (day) return day;
      context.addIssue({
        code: 'custom',
        message: `There is no such day. Enter ${what}, ${HOW_WRITTEN}, or leave it empty.`,
      });
      return z.NEVER;
    });
}

/** A day typed into one box that has to be there. */
export function typedDay(what: string) {
  return optionalDay(what).transform((day, context) => {
    if (day !== null) return day;
    context.addIssue({ code: 'custom', message: `Enter ${what}, ${HOW_WRITTEN}.` });
    return z.NEVER;
  });
}
