import { sayDay, type Day } from '@throughcare/pathway';
import { z } from 'zod';
import { dayOf, HOW_WRITTEN, writtenDay } from './written-day.ts';

/** Text that has to be there. `missing` is what the page says when it is not; surrounding spaces go. */
export function line(missing: string, longest = 200) {
  return z
    .string(missing)
    .trim()
    .min(1, missing)
    .max(longest, `That is too long: it can have ${longest} characters.`);
}

/** A day written in one line. */
export const dayLine = line(`Enter the day, ${HOW_WRITTEN}.`, 20).transform((text, context) => {
  const day = writtenDay(text);
  if (day) return day;
  context.addIssue({ code: 'custom', message: `There is no such day. Write it ${HOW_WRITTEN}.` });
  return z.NEVER;
});

/** A whole number, of at most `digits`. */
export function whole(missing: string, digits = 3) {
  return line(missing, digits)
    .refine(text => /^\d+$/.test(text), missing)
    .transform(Number);
}

/** Any number of names that only the page knows. A browser sends one box as a text and several as a list. */
export const several = z
  .union([z.string().transform(one => [one]), z.array(z.string())])
  .optional()
  .transform(list => list ?? []);

/** Words of any length, exactly as written. The decider judges them. */
export const words = z.string().default('');

/** One of a list. */
export function choice<const Options extends readonly [string, ...string[]]>(
  options: Options,
  missing: string,
) {
  return z.enum(options, missing);
}

/** Any number of a list, none included. A browser sends one box as a text and several as a list. */
export function choices<const Options extends readonly [string, ...string[]]>(options: Options) {
  return z
    .union([z.enum(options).transform(one => [one]), z.array(z.enum(options))])
    .optional()
    .transform(list => list ?? []);
}

/**
 * A date of three boxes named `<name>-day`, `<name>-month`, `<name>-year`; the result has it under `name`. Months may
 * be written as words. What is not a day of the calendar is answered in words at the first box.
 */
export function withDay<const Name extends string, Shape extends z.ZodRawShape>(
  name: Name,
  what: string,
  shape: Shape,
) {
  const box = z.string().trim().default('');
  const boxes = { [`${name}-day`]: box, [`${name}-month`]: box, [`${name}-year`]: box };
  return z.object({ ...shape, ...boxes }).transform((value, context) => {
    const all = value as Record<string, string>;
    const typed = ['day', 'month', 'year'].map(part => all[`${name}-${part}`] ?? '') as [
      string,
      string,
      string,
    ];
    const found = dayOf(...typed);
    if (found === undefined) {
      context.addIssue({ code: 'custom', path: [`${name}-day`], message: dayTrouble(what, typed) });
      return z.NEVER;
    }
    return { ...value, [name]: found } as z.output<z.ZodObject<Shape>> & { readonly [key in Name]: Day };
  });
}

function dayTrouble(what: string, typed: readonly string[]): string {
  if (typed.every(part => part === '')) return `Enter ${what}, for example ${sayDay('2026-03-04' as Day)}.`;
  return `There is no such date as “${typed.filter(Boolean).join(' ')}”. Enter ${what} as day, month and year.`;
}

/** The three boxes of a date, to begin a form with. */
export function dayBoxes(name: string, day: Day): Record<string, string> {
  const [year, month, date] = day.split('-').map(Number) as [number, number, number];
  return { [`${name}-day`]: String(date), [`${name}-month`]: String(month), [`${name}-year`]: String(year) };
}
