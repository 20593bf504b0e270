import { z } from 'zod';
import { ESTIMANDS } from '../weight.ts';
import { data } from './data-schema.ts';
import { bootstrap, design, looks, missingValues, sensitivity } from './method-schema.ts';
import { outcome } from './outcome-schema.ts';
import { where } from './where-schema.ts';
import { isoDate, name, words } from './words.ts';

/**
 * The shape of a protocol file: a target trial (Hernan and Robins 2016) in words that an analyst writes. What
 * refers to something else in the file is checked in `references.ts`.
 */

const arm = z.strictObject({
  label: words,
  where,
  in_file: z.strictObject({ file: name, where: where.optional() }).optional(),
  /** Who put people into this arm: the court, they themselves. */
  assigned_by: words.optional(),
  /** The day on which it was decided, where a column tells. After time zero, it makes time immortal. */
  assigned_on: words.optional(),
  time_zero: words.optional(),
  /** For people of this arm who were in custody: the day they came out, on which their clock starts instead. */
  released: words.optional(),
  /** What else people in this arm may have received. */
  allowed: z.array(words).default([]),
  /** Who in this arm received what another arm gives. They stay in, and are counted. */
  contaminated_by: where.optional(),
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

const covariate = z.strictObject({
  column: words,
  as: z.literal(['category', 'number', 'years'], { error: 'Write one of: category, number, years.' }),
  per: z.number().positive().optional(),
  /** The day on which it was recorded. Nobody's may lie after their time zero. */
  recorded_on: words.optional(),
});

export const protocolSchema = z.strictObject({
  study: name,
  question: words,
  population: words,
  made_up: z.boolean().default(false),
  does_not_show: z.array(words).min(1),
  data,
  eligibility: z.array(z.strictObject({ rule: words, where })),
  arms: z.record(name, arm),
  outcome,
  covariates: z.array(covariate).min(1),
  missing_values: missingValues.prefault({}),
  policy_dates: z.array(z.strictObject({ date: isoDate, column: words, what: words })).default([]),
  estimand: z.literal([...ESTIMANDS], {
    error:
      'Choose whom the answer is about: ATE (everybody in either arm), ATT (people in the first arm), ATC (people in ' +
      'the second arm), ATO (people who could well have been in either) or ATM (the same, as in one-to-one matching). ' +
      'There is no default.',
  }),
  design: design.prefault({ by: 'weighting' }),
  bootstrap: bootstrap.optional(),
  sensitivity: sensitivity.prefault({}),
  looks: looks.optional(),
  smallest_difference_that_matters: z
    .number({ error: 'Write a number: people in a thousand.' })
    .gt(0, 'Write a number above 0: people in a thousand.')
    .lt(1000, 'Write a number below 1000: people in a thousand.'),
  compare: z.array(z.tuple([name, name])).min(1),
});

export type ProtocolSpec = z.infer<typeof protocolSchema>;
export type ArmSpec = z.infer<typeof arm>;
export type CovariateSpec = ProtocolSpec['covariates'][number];
export type ProgrammeBasis = ArmSpec['programme'][number];
export type { ColumnSpec, FileSpec } from './data-schema.ts';
export type { ColumnTest, Where } from './where-schema.ts';
export type { DesignSpec, LinkageSpec, LooksSpec, MissingSpec } from './method-schema.ts';
export type { OutcomeKind, OutcomeSpec } from './outcome-schema.ts';
