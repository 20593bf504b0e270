import { z } from 'zod';
import { isoDate, name, scalar, words } from './words.ts';

const column = z.union(
  [
    z.literal(['date', 'number', 'text']),
    z.strictObject({ one_of: z.array(scalar).min(2) }),
    z.strictObject({ number: z.strictObject({ from: z.number().optional(), to: z.number().optional() }) }),
    z.strictObject({
      groups: z.record(z.string(), z.array(scalar).min(1)),
      otherwise: z.string().optional(),
    }),
  ],
  {
    error:
      'A column is date, number, text, { one_of: [...] }, { number: { from: 0, to: 120 } } or ' +
      '{ groups: { name: [values] }, otherwise: name }.',
  },
);

const file = z.strictObject({
  file: words,
  id: words.optional(),
  columns: z.record(z.string(), column),
});

/** The files of a study and what their columns hold. */
export const data = z.strictObject({
  extracted_on: isoDate.optional(),
  missing: z.array(z.string()).default([]),
  cohort: name,
  files: z.record(name, file),
});

export type FileSpec = z.infer<typeof file>;
export type ColumnSpec = z.infer<typeof column>;
