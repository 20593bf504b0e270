import { z } from 'zod';
import { conclusion, count, estimand, kind, ledger, look, measure, method, releasedCount } from './parts.ts';
import { sha256, share, trapId } from './parts.ts';

const both = <T extends z.ZodType>(one: T) => z.tuple([one, one]);

const difference = {
  measure,
  value: z.number(),
  lower: z.number(),
  upper: z.number(),
  level: share,
};

const trap = z.strictObject({ id: trapId, sentence: z.string() });

const curve = z.strictObject({
  arm: z.string(),
  label: z.string(),
  points: z.array(
    z.strictObject({
      day: z.number().min(0),
      perThousand: z.number(),
      lower: z.number(),
      upper: z.number(),
    }),
  ),
  atRisk: z.array(z.strictObject({ day: z.number().min(0), people: count.optional() })),
});

const pair = z.strictObject({
  first: z.string(),
  second: z.string(),
  labels: both(z.string()),
  estimand,
  conclusion,
  arms: z.array(
    z.strictObject({
      arm: z.string(),
      label: z.string(),
      n: releasedCount,
      detected: releasedCount,
      perThousand: z.number().optional(),
    }),
  ),
  naivePerThousand: z.number().optional(),
  differencePerThousand: z.strictObject(difference).optional(),
  effects: z.array(z.strictObject({ ...difference, method: z.string() })),
  sensitivity: z.array(z.strictObject({ name: z.string(), finding: z.string() })),
  curves: both(curve).optional(),
  balance: z.array(z.strictObject({ covariate: z.string(), before: z.number(), after: z.number() })),
  overlap: z.array(z.strictObject({ from: share, to: share, first: releasedCount, second: releasedCount })),
  characteristics: z.array(
    z.strictObject({
      name: z.string(),
      groups: z.array(
        z.strictObject({ group: z.string(), n: both(releasedCount), detected: both(releasedCount) }),
      ),
    }),
  ),
  traps: z.array(trap),
  when: z.string().optional(),
  assumptions: z.array(z.string()),
});

/**
 * What may leave of a report as JSON (`release/release.json`). Published as `schema/release.schema.json`. A key that is
 * not known is refused, so nothing exact can slip in with one.
 */
export const releaseSchema = z.strictObject({
  format: z.literal('throughcare-study-release/2'),
  study: z.string(),
  question: z.string(),
  population: z.string(),
  madeUp: z.boolean(),
  doesNotShow: z.array(z.string()),
  signed: z
    .strictObject({ by: z.string().min(1), reviewer: z.string().optional(), at: z.string() })
    .optional(),
  protocolSha256: sha256,
  standsOn: z.strictObject({
    designSha256: sha256,
    lockedAt: z.string(),
    ranAt: z.string(),
    looks: z.int().min(1),
    look,
    changedAfterOutcomes: z.boolean(),
    ledger: ledger.optional(),
    extractedOn: z.string().optional(),
    files: z.array(z.strictObject({ file: z.string(), rows: releasedCount })),
    engine: z.string(),
  }),
  outcome: z.strictObject({
    detected: z.string().regex(/\bdetected\b/i),
    kind,
    windowDays: count,
    convictionLagDays: count,
    facts: z.array(z.strictObject({ what: z.string(), count: releasedCount })),
  }),
  maturity: z.string(),
  arms: z.array(
    z.strictObject({
      arm: z.string(),
      label: z.string(),
      allowed: z.array(z.string()),
      timeZero: z.string(),
    }),
  ),
  method,
  attrition: z.array(z.strictObject({ step: z.string(), removed: count, left: count })),
  traps: z.array(trap),
  pairs: z.array(pair),
  secondary: z.array(
    z.strictObject({
      detected: z.string(),
      pairs: z.array(
        z.strictObject({
          first: z.string(),
          second: z.string(),
          differencePerThousand: z.strictObject(difference).optional(),
        }),
      ),
    }),
  ),
  tests: z.strictObject({ count, correction: z.string() }),
  control: z.array(z.string()),
});
