import { z } from 'zod';
import { origin, words } from './field.ts';
import { fillable } from '../fill/measures.ts';
import { units } from './unit.ts';

/** How uncertain a number is; exactly one of these. */
const uncertainty = {
  value: z.number().optional(),
  uniform: z.tuple([z.number(), z.number()]).optional(),
  triangular: z.tuple([z.number(), z.number(), z.number()]).optional(),
  lognormal: z.strictObject({ median: z.number().positive(), sigma: z.number().positive() }).optional(),
  counted: z.strictObject({ yes: z.int().nonnegative(), of: z.int().positive() }).optional(),
  /**
   * Values to draw from, all alike. Parameters that are drawn `together` take the same place in their lists, so that
   * what a calibration found to go together stays together.
   */
  drawn: z.strictObject({ together: words, values: z.array(z.number()).min(2) }).optional(),
};

export const parameterSchema = z.strictObject({
  ...origin,
  ...uncertainty,
  /** With this probability the number is exactly 0, whatever the distribution. */
  orZero: z.number().gt(0).lt(1).optional(),
  unit: z.enum(Object.keys(units)),
  /** What of the service's own extract can take its place (`throughcare plan fill`). */
  extract: z.enum(fillable).optional(),
});

export type ParameterText = z.output<typeof parameterSchema>;
