import { z } from 'zod';

/** All that a worker is told: scenario files as texts, so that it opens none itself. */
export interface PlanTask {
  readonly scenarios: readonly PlanFiles[];
  readonly seed: number;
  readonly replications: number;
  /** After so many it already says what they tell; 0 for not before the end. */
  readonly firstLook: number;
}

export interface PlanFiles {
  /** The file to read; the others are what it extends. */
  readonly file: string;
  readonly texts: readonly (readonly [name: string, text: string])[];
}

/** What a worker says on its way. A result is JSON text: it is kept as it comes. */
export const planSaid = z.discriminatedUnion('say', [
  z.object({ say: z.literal('progress'), done: z.int(), of: z.int() }),
  z.object({ say: z.literal('so far'), result: z.string() }),
  z.object({ say: z.literal('done'), result: z.string() }),
  z.object({ say: z.literal('refused'), why: z.string() }),
]);
export type PlanSaid = z.output<typeof planSaid>;
