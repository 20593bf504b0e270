import { z } from 'zod';
import { ESTIMANDS } from '../weight.ts';
import { parseDay } from '../day.ts';

/**
 * The shape of a protocol file: a target trial (Hernan and Robins 2016) in words that an analyst writes. What
 * refers to something else in the file is checked in `references.ts`.
 */

const name = z
  .string()
  .regex(/^[a-z][a-z0-9 _-]*$/i, 'Use letters, digits, spaces, - and _, and begin with a letter.');
const words = z.string().trim().min(1, 'Write a few words here.');
const days = z.int({ error: 'Write a whole number of days.' });
const isoDate = z
  .string({ error: 'Write a date such as 2026-10-31.' })
  .refine(
    text => parseDay(text) !== undefined,
    'This is no date. Write it as year-month-day, such as 2026-10-31.',
  );
const scalar = z.union([z.string(), z.number(), z.boolean()]).transform(String);
const bound = z.union([z.number(), isoDate], { error: 'Write a number, or a date such as 2026-10-31.' });

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

const range = z
  .strictObject({ from: bound.optional(), to: bound.optional() })
  .refine(({ from, to }) => from !== undefined || to !== undefined, 'Give from, to, or both.');
const test = z.union([range, z.strictObject({ present: z.boolean() }), z.array(scalar).min(1), scalar], {
  error: 'A test is a value, a list of values, { from: ..., to: ... } or { present: true }.',
});
// `any` holds alternatives; every other key is a column. All that is named must hold.
const columnTests = z.record(z.string(), test);
// Its type is said: the compiler's own cannot be written as a declaration.
const where: z.ZodType<Where> = z
  .object({ any: z.array(columnTests).min(2).optional() })
  .catchall(test)
  .transform(({ any, ...all }) => ({ all, any }));

const file = z.strictObject({
  file: words,
  id: words.optional(),
  columns: z.record(z.string(), column),
});

const arm = z.strictObject({
  label: words,
  where,
  in_file: z.strictObject({ file: name, where: where.optional() }).optional(),
  time_zero: words.optional(),
  /** On what basis people in this arm are in a programme (E40). */
  programme: z
    .union(
      [
        z.literal(['none', 'required', 'licence', 'voluntary']),
        z.array(z.literal(['required', 'licence', 'voluntary'])).min(1),
      ],
      {
        error:
          'Say on what basis people here are in a programme: none, required, licence, voluntary, or a list of these.',
      },
    )
    .transform(basis => (basis === 'none' ? [] : Array.isArray(basis) ? basis : [basis])),
});

const detected = words.refine(
  text => /\bdetected\b/i.test(text),
  'Say "detected": what was never detected stands in no file.',
);

export const protocolSchema = z.strictObject({
  study: name,
  question: words,
  population: words,
  made_up: z.boolean().default(false),
  does_not_show: z.array(words).min(1),
  data: z.strictObject({
    extracted_on: isoDate.optional(),
    missing: z.array(z.string()).default([]),
    cohort: name,
    files: z.record(name, file),
  }),
  eligibility: z.array(z.strictObject({ rule: words, where })),
  arms: z.record(name, arm),
  outcome: z.strictObject({
    detected,
    within_days: days.min(1, 'Follow-up is a whole number of days, 1 or more.'),
    conviction_lag_days: days.min(0, 'The lag is a whole number of days, 0 or more.'),
    found_in: z
      .strictObject({ file: name, offence: words, conviction: words, where: where.optional() })
      .optional(),
    recorded_in: z
      .strictObject({ event: words, is: scalar, days: words, from: words, complete_because: words })
      .optional(),
    death: words.optional(),
    negative_control: z.strictObject({ detected, where }).optional(),
  }),
  covariates: z
    .array(
      z.strictObject({
        column: words,
        as: z.literal(['category', 'number', 'years']),
        per: z.number().positive().optional(),
      }),
    )
    .min(1),
  policy_dates: z.array(z.strictObject({ date: isoDate, column: words, what: words })).default([]),
  estimand: z.literal([...ESTIMANDS], {
    error:
      'Choose whom the answer is about: ATE (everybody in either arm), ATT (people in the first arm) or ATO ' +
      '(people who could well have been in either). There is no default.',
  }),
  smallest_difference_that_matters: z
    .number({ error: 'Write a number: people in a thousand.' })
    .gt(0, 'Write a number above 0: people in a thousand.')
    .lt(1000, 'Write a number below 1000: people in a thousand.'),
  compare: z.array(z.tuple([name, name])).min(1),
});

export type ProtocolSpec = z.infer<typeof protocolSchema>;
export type FileSpec = z.infer<typeof file>;
export type ColumnSpec = z.infer<typeof column>;
export type ArmSpec = z.infer<typeof arm>;
export type ColumnTest = z.infer<typeof test>;
/** Tests by column that must all hold, and alternatives of which one must. */
export interface Where {
  readonly all: Readonly<Record<string, ColumnTest>>;
  readonly any?: readonly Readonly<Record<string, ColumnTest>>[] | undefined;
}
export type CovariateSpec = ProtocolSpec['covariates'][number];
export type ProgrammeBasis = ArmSpec['programme'][number];
