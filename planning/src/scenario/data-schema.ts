import { z } from 'zod';
import { day, origin } from './field.ts';
import { units } from './unit.ts';

const lengthUnits = Object.keys(units).filter(name => units[name].dimension === 'time');

/** What was counted, period by period from `begins` on: arrivals as they were seen. */
const countsSchema = z.strictObject({
  ...origin,
  begins: day,
  every: z.enum(['week', 'month', 'year']),
  counts: z.array(z.number().nonnegative()).min(1),
});

/** Lengths as they were seen, each as often as its weight says (all alike where none are given). */
const lengthsSchema = z.strictObject({
  ...origin,
  unit: z.enum(lengthUnits),
  lengths: z.array(z.number().nonnegative()).min(1),
  weights: z.array(z.number().nonnegative()).optional(),
});

/** Figures that are many at once: a series of counts, or lengths. */
export const dataSchema = z.union([countsSchema, lengthsSchema]);

export type DataText = z.output<typeof dataSchema>;
export type CountsText = z.output<typeof countsSchema>;
export type LengthsText = z.output<typeof lengthsSchema>;
