import { z } from 'zod';
import { chanceDesigns } from './chance-schema.ts';
import { name, oneOf, seed, words } from './words.ts';

const link = oneOf(['logit', 'probit']).default('logit');
const ridge = z.number().positive('Write a number above 0, or leave ridge out.').optional();

const weighting = z.strictObject({
  by: z.literal('weighting'),
  propensity: link,
  ridge,
  stabilised: z.boolean().default(false),
  /** Leaves out people whose score lies below this share or above one less this share. */
  trim: z.number().gt(0).lt(0.5, 'Write a share below 0.5, such as 0.01.').optional(),
});

const matching = z.strictObject({
  by: z.literal('matching'),
  kind: oneOf(['nearest', 'optimal', 'full', 'mahalanobis']).default('nearest'),
  propensity: link,
  ridge,
  ratio: z.int().min(1, 'Write how many of the second arm for each of the first: 1 or more.').default(1),
  /** In standard deviations of the score that `caliper_on` names. */
  caliper: z.number().positive('Write a number above 0, or leave caliper out.').optional(),
  caliper_on: oneOf(['logit', 'raw']).default('logit'),
  replace: z.boolean().default(false),
  exact: z.array(words).default([]),
  /** Who chooses first; left out, the largest score (ATT) or the smallest (ATC), of Mahalanobis the closest pair. */
  order: oneOf(['largest', 'smallest', 'closest']).optional(),
});

const subclassification = z.strictObject({
  by: z.literal('subclassification'),
  propensity: link,
  ridge,
  classes: z.int().min(2, 'Write how many classes: 2 or more.').default(5),
});

const entropyBalancing = z.strictObject({ by: z.literal('entropy balancing') });

/** How the arms are made alike. Every way is one member of this union, told by its `by`. */
export const design = z.discriminatedUnion(
  'by',
  [weighting, matching, subclassification, entropyBalancing, ...chanceDesigns],
  {
    error:
      'Write by: weighting, matching, subclassification or entropy balancing; or, where chance decided, interrupted ' +
      'series, discontinuity, waiting list, stepped roll-out or court tendency.',
  },
);

/** What is done about covariates that a row does not have. */
export const missingValues = z.strictObject({
  method: oneOf(['complete case', 'indicator', 'multiple imputation']).default('complete case'),
  imputations: z.int().min(2, 'Write how many imputations: 2 or more.').default(20),
  iterations: z.int().min(1).default(10),
  seed: seed.default(1),
  /** A run may impute with the outcome in the model; a design never does. */
  with_outcome: z.boolean().default(false),
});

const share = z.number().min(0).lt(1, 'Write a share from 0 to below 1, such as 0.05.');

/** What is tried against the figure. The E-value, the grid and the bounds need no asking. */
export const sensitivity = z.strictObject({
  covariate_sets: z.record(name, z.array(words).min(1)).default({}),
  linkage_error: z.strictObject({ column: words, missed: z.record(z.string(), share) }).optional(),
  missing_outcomes: z.boolean().default(true),
  unmeasured: z.boolean().default(true),
});

/** Looks planned as follow-up accrues. Left out, one look is planned. */
export const looks = z.strictObject({
  planned: z.int().min(1, 'Write how many looks are planned: 1 or more.'),
  /** People in all compared arms together at the last look, for the share of information that a look has. */
  people_at_last: z.int().min(1).optional(),
  spending: oneOf(['obrien-fleming', 'pocock']).default('obrien-fleming'),
});

export const bootstrap = z.strictObject({
  replicates: z.int().min(100, 'Write 100 or more.').max(100_000),
  seed: seed.default(1),
});

export type DesignSpec = z.infer<typeof design>;
export type MissingSpec = z.infer<typeof missingValues>;
export type LinkageSpec = NonNullable<z.infer<typeof sensitivity>['linkage_error']>;
export type LooksSpec = z.infer<typeof looks>;
