import { studentTQuantile } from '@throughcare/numerics';
import { meanOf } from './mean.ts';

/** What one assumption would have to be for the two scenarios to come out even. */
export interface BreakEven {
  readonly parameter: string;
  /** In the unit of the draws, with its 95% interval. */
  readonly at: number;
  readonly low: number;
  readonly high: number;
}

/** Why none is given for an assumption whose line crosses nought where it was drawn. */
export interface NoBreakEven {
  readonly parameter: string;
  readonly why: string;
}

/**
 * Where the straight line through the runs' differences over one assumption crosses nought, everything else being as
 * uncertain as it is. The interval is Fieller's (1954, J R Stat Soc B 16:175): it holds the crossing in 19 of 20 repeats
 * where the relation is near to straight. Undefined when the slope is not clear of nought, when nothing varies, or when
 * the crossing lies outside what was drawn, where nobody has looked. Where many assumptions are looked at, some slope is
 * clear by chance: each is then held to its part of 1 in 20 (Bonferroni).
 *
 * @param draws the assumption in each run
 * @param differences first scenario less second, in the same order
 * @param looked how many assumptions are looked at together
 */
export function breakEven(
  parameter: string,
  draws: readonly number[],
  differences: readonly number[],
  looked = 1,
): BreakEven | undefined {
  const runs = draws.length;
  if (runs < 3) return undefined;
  const middle = meanOf(draws);
  const mean = meanOf(differences);
  let squares = 0;
  let products = 0;
  draws.forEach((draw, i) => {
    squares += (draw - middle) ** 2;
    products += (draw - middle) * (differences[i] - mean);
  });
  if (squares === 0) return undefined;
  const slope = products / squares;
  const left = draws.reduce(
    (sum, draw, i) => sum + (differences[i] - mean - slope * (draw - middle)) ** 2,
    0,
  );
  const noiseAt = (p: number): number => (studentTQuantile(p, runs - 2) ** 2 * left) / (runs - 2);
  if (slope ** 2 <= noiseAt(1 - 0.025 / looked) / squares) return undefined;
  const noise = noiseAt(0.975);
  // (mean + slope d)^2 <= noise (1/runs + d^2/squares), d being the distance of the crossing from the middle.
  const clear = slope ** 2 - noise / squares;
  const half = Math.sqrt(Math.max(0, (slope * mean) ** 2 - clear * (mean ** 2 - noise / runs)));
  const at = middle - mean / slope;
  if (at < Math.min(...draws) || at > Math.max(...draws)) return undefined;
  return {
    parameter,
    at,
    low: middle + (-slope * mean - half) / clear,
    high: middle + (-slope * mean + half) / clear,
  };
}
