import { z } from 'zod';

export const words = z.string().trim().min(1);
export const day = z.iso.date();
/** A number in a scenario is always the name of a parameter, so that none is without a unit and a source. */
export const parameterName = words;
/** Name of a stage; where somebody goes it may be "leaves" too. */
export const target = words;

/** A year, a month, a day, or a financial year (2022-23). */
function isDate(text: string): boolean {
  const [, year, second] = /^(\d{4})(?:-(\d{2}))?$/.exec(text) ?? [];
  if (year === undefined) return day.safeParse(text).success;
  if (second === undefined) return true;
  const number = Number(second);
  return (number >= 1 && number <= 12) || number === (Number(year) + 1) % 100;
}

const filledIn = (text: string | null | undefined): string | undefined => text?.trim() || undefined;

/** Where a figure comes from; one without a date or a source (or with an empty one) is allowed, marked and listed first. */
export const origin = {
  label: words,
  /** When the figure was true. */
  date: z
    .union([z.string(), z.number()])
    .nullable()
    .transform(date => filledIn(date === null ? null : String(date)))
    .refine(date => date === undefined || isDate(date))
    .optional(),
  source: z.string().nullable().transform(filledIn).optional(),
  note: words.optional(),
};

/** Whether it is said of a figure where it comes from, and when it was true. */
export const isSourced = ({
  date,
  source,
}: {
  readonly date?: string | undefined;
  readonly source?: string | undefined;
}): boolean => date !== undefined && source !== undefined;
