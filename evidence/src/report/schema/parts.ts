import { z } from 'zod';
import { TRAPS } from '../trap.ts';

/** Parts that the schemas of an exact report and of a release have in common. Every number is finite. */

export const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
export const count = z.int().min(0);
export const share = z.number().min(0).max(1);
/** A count as a release shows it. */
export const releasedCount = z.union([count, z.literal(['fewer than 10', 'not shown'])]);

export const estimand = z.literal(['ATE', 'ATT', 'ATC', 'ATO', 'ATM']);
export const kind = z.literal(['binary', 'count', 'time to event', 'competing']);
export const measure = z.literal([
  'risk difference',
  'risk ratio',
  'rate difference',
  'rate ratio',
  'hazard ratio',
  'subdistribution hazard ratio',
  'restricted mean difference',
]);
export const verdict = z.literal(['lower', 'higher', 'cannot tell yet']);

export const interval = z.strictObject({ lower: z.number(), upper: z.number(), level: share });

export const conclusion = z.strictObject({
  verdict,
  because: z.string(),
  sentences: z.array(z.string()).min(1),
  cautions: z.array(z.string()),
});

export const trapId = z.literal([...TRAPS]);

export const method = z.strictObject({
  design: z.string(),
  estimand: z.string(),
  headline: z.string(),
  interval: z.string(),
  missing: z.string(),
  timeAtRisk: z.string(),
  looks: z.string(),
});

export const look = z.strictObject({
  number: z.int().min(1),
  made: z.int().min(1),
  planned: z.int().min(1).optional(),
  alphaSpent: share,
  level: share,
  mayConclude: z.boolean(),
  sentence: z.string(),
});

export const ledger = z.strictObject({ name: z.string(), entry: z.int().min(1), head: sha256 });
