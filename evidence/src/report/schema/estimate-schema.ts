import { z } from 'zod';
import { count, interval, measure } from './parts.ts';

export const maturity = z.discriminatedUnion('by', [
  z.strictObject({
    by: z.literal('calendar'),
    extractedOn: z.iso.date(),
    windowDays: count,
    convictionLagDays: count,
    latestTimeZero: z.iso.date(),
    latestMatureTimeZero: z.iso.date(),
  }),
  z.strictObject({ by: z.literal('statement'), windowDays: count, because: z.string() }),
]);

const armResult = z.strictObject({
  arm: z.string(),
  label: z.string(),
  n: z.union([count, z.literal('fewer than 10')]),
  events: z.union([count, z.literal('fewer than 10')]),
  effectiveN: z.number().min(0),
  risk: z.number(),
  years: z.number().min(0).optional(),
});

const sensitivity = z.strictObject({
  name: z.string(),
  finding: z.string(),
  values: z.record(z.string(), z.number()),
});

/** E12: nothing of a figure is optional. */
const estimate = z.strictObject({
  measure,
  /** How it was made, where several figures of a comparison have one measure. */
  by: z.string().optional(),
  detected: z.string().regex(/\bdetected\b/i),
  value: z.number(),
  interval,
  standardError: z.number().min(0),
  /** Of Student's distribution, where figures of several imputations were pooled. */
  degreesOfFreedom: z.number().optional(),
  arms: z.tuple([armResult, armResult]),
  followUp: z.strictObject({ days: count, from: z.tuple([z.string(), z.string()]) }),
  maturity,
  method: z.string(),
  assumptions: z.array(z.string()).min(1),
  sensitivity: z.array(sensitivity).min(1),
});

const withheld = z.strictObject({ withheld: z.string().min(1) });

export const figure = z.union([estimate, withheld]);
export const made = estimate;
