import { existsSync, readFileSync } from 'node:fs';
import type { Estimand } from '@throughcare/evidence';
import { z } from 'zod';

const effect = z.object({ riskA: z.number(), riskB: z.number(), riskDifference: z.number() });
const estimands = z.object({ ATE: effect, ATT: effect, ATC: effect, ATO: effect });
const truthSchema = z.object({
  inThisWorld: z.array(
    z.object({ pair: z.tuple([z.string(), z.string()]), window: z.number(), effects: estimands }),
  ),
});

export type TrueEffect = z.infer<typeof effect>;

/**
 * The true effect of one arm against another within a window, in the people of the made-up world themselves; of
 * matching weights (ATM) no truth is kept.
 */
export interface TrueEffects {
  of(first: string, second: string, estimand: Estimand, windowDays: number): TrueEffect | undefined;
}

export function readTruth(file: string): TrueEffects | undefined {
  if (!existsSync(file)) return undefined;
  const { inThisWorld } = truthSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  return {
    of: (first, second, estimand, windowDays) => {
      if (estimand === 'ATM') return undefined;
      const found = inThisWorld.find(
        ({ pair, window }) => pair[0] === first && pair[1] === second && window === windowDays,
      );
      return found?.effects[estimand];
    },
  };
}
