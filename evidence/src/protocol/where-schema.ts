import { z } from 'zod';
import { isoDate, scalar } from './words.ts';

const bound = z.union([z.number(), isoDate], { error: 'Write a number, or a date such as 2026-10-31.' });
const range = z
  .strictObject({ from: bound.optional(), to: bound.optional() })
  .refine(({ from, to }) => from !== undefined || to !== undefined, 'Give from, to, or both.');
const test = z.union([range, z.strictObject({ present: z.boolean() }), z.array(scalar).min(1), scalar], {
  error: 'A test is a value, a list of values, { from: ..., to: ... } or { present: true }.',
});
// `any` holds alternatives; every other key is a column. All that is named must hold.
const columnTests = z.record(z.string(), test);

/** Which rows of a file are meant. (Its type is said: the compiler's own cannot be written as a declaration.) */
export const where: z.ZodType<Where> = z
  .object({ any: z.array(columnTests).min(2).optional() })
  .catchall(test)
  .transform(({ any, ...all }) => ({ all, any }));

export type ColumnTest = z.infer<typeof test>;

/** Tests by column that must all hold, and alternatives of which one must. */
export interface Where {
  readonly all: Readonly<Record<string, ColumnTest>>;
  readonly any?: readonly Readonly<Record<string, ColumnTest>>[] | undefined;
}
