import { z } from 'zod';

/** What a plan is fitted to: whose question it is, the plan, and the figures that were observed. */
export const calibrationQuestion = z.object({
  organisation: z.string(),
  /** Name of a scenario file, without its ending. */
  scenario: z.string(),
  /** A scenario file's lines that it takes over, such as the day that it begins on. */
  lines: z.string(),
  series: z.object({ name: z.string(), csv: z.string() }),
  /** So many of the last periods the fit does not see. */
  heldBack: z.int(),
  /** Counted in the service's own record: it holds small counts, so it is for analysts alone (E16). */
  ownRecord: z.boolean(),
});

export type CalibrationQuestion = z.output<typeof calibrationQuestion>;

/** The fields of its form. Either figures are given, as a file or as lines, or the record's own are counted. */
export const calibrationForm = z.object({
  scenario: z.string(),
  lines: z.string().default(''),
  source: z.enum(['given', 'own']).default('given'),
  series: z.string().default(''),
  heldBack: z.string().default(''),
});
