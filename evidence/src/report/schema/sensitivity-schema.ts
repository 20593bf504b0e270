import { z } from 'zod';
import { count, interval, share, verdict } from './parts.ts';

const said = { sentence: z.string() };
const both = (one: z.ZodType<number>) => z.tuple([one, one]);
const people = z.number().min(0);
const figure = { value: z.number(), standardError: z.number().min(0) };

const eValue = z.strictObject({
  ...said,
  measure: z.literal(['risk ratio', 'rate ratio']),
  ratio: z.number(),
  interval,
  eValue: z.number().min(1),
  eValueOfLimit: z.number().min(1),
});

const unmeasured = z.strictObject({
  ...said,
  grid: z.array(
    z.strictObject({
      prevalence: both(share),
      riskRatio: z.number(),
      ratio: z.number(),
      lower: z.number(),
      upper: z.number(),
      turns: z.boolean(),
    }),
  ),
  frontier: z.array(
    z.strictObject({
      prevalence: both(share),
      interval: z.number().optional(),
      estimate: z.number().optional(),
    }),
  ),
});

const hiddenBias = z.strictObject({
  ...said,
  pairs: count,
  alternative: z.literal(['first higher', 'first lower']),
  bounds: z.array(z.strictObject({ gamma: z.number().min(1), lower: share, upper: share })),
  alpha: share,
  gammaAt: z.number().min(1).optional(),
  method: z.literal(['exact binomial', 'exact signed rank', 'normal approximation to the signed rank']),
});

const missingOutcomes = z.strictObject({
  ...said,
  unknown: both(count),
  observed: verdict,
  // Effective people: weights leave no whole numbers.
  cells: z.array(z.strictObject({ assumed: both(people), difference: z.number(), verdict })),
  frontier: z.array(z.strictObject({ first: people, stays: both(people).optional() })),
  nearest: both(people).optional(),
});

const linkage = z.strictObject({
  ...said,
  column: z.string(),
  observed: z.number(),
  corrected: z.number(),
  lowest: z.number(),
  highest: z.number(),
  groups: z.array(
    z.strictObject({
      arm: z.string(),
      name: z.string(),
      n: z.number().min(0),
      events: z.number().min(0),
      missed: share,
      falsely: share.optional(),
      observed: z.number(),
      corrected: z.number(),
      least: z.number(),
      most: z.number(),
    }),
  ),
});

const covariateSets = z.strictObject({
  ...said,
  lowest: z.number(),
  highest: z.number(),
  otherwise: z.array(z.string()),
  impossible: z.array(z.string()),
  sets: z.array(
    z.strictObject({
      name: z.string(),
      columns: z.array(z.string()),
      found: z.strictObject({ ...figure, interval }).optional(),
    }),
  ),
});

const control = z.strictObject({
  ...said,
  detected: z.string(),
  interval,
  differs: z.boolean(),
  largestBias: z.number(),
  calibrated: z.strictObject({ ...figure, interval }),
});

const bootstrap = z.strictObject({
  ...said,
  replicates: count,
  seed: z.number(),
  failed: count,
  standardError: z.number().min(0),
  bias: z.number(),
  percentile: interval,
  bca: interval.optional(),
});

/** What was tried against a headline. A part that is not there was not asked for, or `notMade` says why. */
export const pairSensitivity = z.strictObject({
  eValue: eValue.optional(),
  unmeasured: unmeasured.optional(),
  hiddenBias: hiddenBias.optional(),
  missingOutcomes: missingOutcomes.optional(),
  linkage: linkage.optional(),
  covariateSets: covariateSets.optional(),
  control: control.optional(),
  bootstrap: bootstrap.optional(),
  notMade: z.array(z.strictObject({ name: z.string(), why: z.string() })),
});

export const imputation = z.strictObject({
  imputations: count,
  iterations: count,
  withOutcome: z.boolean(),
  fractionMissing: share,
  degreesOfFreedom: z.number(),
  failed: count,
});

export const missingCovariate = z.strictObject({
  column: z.string(),
  people: count,
  of: count,
  scaleReduction: z.number().optional(),
});

export const curveTest = z.strictObject({
  ...said,
  name: z.literal(['log-rank', 'Peto', "Gray's test", 'proportional hazards']),
  chiSquare: z.number().min(0),
  degreesOfFreedom: z.number().min(0),
  p: share,
});
