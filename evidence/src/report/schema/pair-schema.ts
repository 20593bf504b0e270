import { z } from 'zod';
import { figure, made } from './estimate-schema.ts';
import { conclusion, count, estimand, interval, share, trapId } from './parts.ts';
import { curveTest, imputation, pairSensitivity } from './sensitivity-schema.ts';

const both = <T extends z.ZodType>(one: T) => z.tuple([one, one]);

export const trap = z.strictObject({ id: trapId, sentence: z.string(), size: z.string().optional() });

const points = z.strictObject({
  days: z.array(z.number().min(0)),
  undetected: z.array(share),
  lower: z.array(share),
  upper: z.array(share),
});

const curve = z.strictObject({
  arm: z.string(),
  label: z.string(),
  unweighted: points,
  weighted: points,
  people: count,
  detectedBy: z.array(count),
  atRisk: z.array(z.strictObject({ day: z.number().min(0), people: count })),
});

const balance = z.strictObject({
  covariate: z.string(),
  before: both(z.number()),
  after: both(z.number()),
  standardizedMeanDifferenceBefore: z.number(),
  standardizedMeanDifferenceAfter: z.number(),
  varianceRatioBefore: z.number().optional(),
  varianceRatioAfter: z.number().optional(),
  ksBefore: z.number(),
  ksAfter: z.number(),
  ecdfMeanBefore: z.number(),
  ecdfMeanAfter: z.number(),
  withinPairs: z.number().optional(),
});

const chance = z.strictObject({
  design: z.string(),
  facts: z.array(z.string()),
  effects: z.array(
    z.strictObject({
      name: z.string(),
      effect: z.strictObject({
        value: z.number(),
        standardError: z.number().min(0),
        interval,
        method: z.string(),
        degreesOfFreedom: z.number().optional(),
      }),
    }),
  ),
  checks: z.array(
    z.strictObject({
      assumption: z.string(),
      verdict: z.literal(['nothing against it', 'in doubt', 'cannot be checked']),
      finding: z.string(),
      values: z.record(z.string(), z.number()),
    }),
  ),
});

/** One pair of arms, from design to conclusion. */
export const pair = z.strictObject({
  first: z.string(),
  second: z.string(),
  labels: both(z.string()),
  estimand,
  conclusion,
  naive: figure,
  headline: figure,
  adjusted: figure,
  hazardRatio: figure,
  effects: z.array(made),
  notMade: z.array(z.strictObject({ measure: z.string(), why: z.string() })),
  traps: z.array(trap),
  leftOut: z.array(z.strictObject({ why: z.string(), first: count, second: count })),
  logRank: z.strictObject({ chiSquare: z.number().min(0), p: share }).optional(),
  curveTests: z.array(curveTest).optional(),
  sensitivity: pairSensitivity.optional(),
  imputation: imputation.optional(),
  noCounterpart: z.array(z.strictObject({ covariate: z.string(), arm: z.string(), count })),
  dependent: z.array(z.string()),
  balance: z.array(balance),
  worstImbalance: z.number().min(0),
  effective: both(z.number().min(0)),
  overlap: z
    .strictObject({
      first: z.array(count),
      second: z.array(count),
      range: z.strictObject({ first: both(share), second: both(share) }),
    })
    .optional(),
  curves: both(curve).optional(),
  characteristics: z.array(
    z.strictObject({
      name: z.string(),
      groups: z.array(z.strictObject({ group: z.string(), n: both(count), detected: both(count) })),
    }),
  ),
  negativeControl: z
    .strictObject({
      detected: z.string(),
      difference: z.number(),
      standardError: z.number().min(0),
      interval,
      differs: z.boolean(),
    })
    .optional(),
  when: z
    .strictObject({
      differencePerThousand: z.number(),
      power: share,
      needed: count,
      have: count,
      stillNeeded: count,
      intakePerYear: z.number().optional(),
      reachedOn: z.string().optional(),
      sentence: z.string(),
    })
    .optional(),
  chance: chance.optional(),
});
