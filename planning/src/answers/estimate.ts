import { quantileSorted } from '@throughcare/numerics';
import { meanOf, varianceOf } from './mean.ts';
import type { Estimate, Figure } from './plan-result.ts';

/** Of fewer runs an interval of 95% can't be read: their smallest and their largest are the best there is. */
const fewestFor95 = 39;

/**
 * The middle of the runs and the interval that a further run falls into 95 times in 100: the order statistics at
 * p (n + 1) with linear interpolation (type 6 of Hyndman and Fan 1996). Below 39 runs those lie outside of what was
 * run, and the smallest and the largest stand. A run may be infinite, which is worse than any other; NaN of no runs.
 */
export function estimate(id: string, values: readonly number[]): Estimate {
  const sorted = Float64Array.from(values).sort();
  const error = Math.sqrt(varianceOf(values) / values.length);
  return {
    id,
    middle: runAt(sorted, 0.5),
    low: runAt(sorted, 0.025),
    high: runAt(sorted, 0.975),
    mean: meanOf(values),
    standardError: Number.isFinite(error) ? error : null,
    runs: values.length,
  };
}

/** What a share `p` of further runs stays below, from these in order. */
export function runAt(sorted: ArrayLike<number>, p: number): number {
  return quantileSorted(sorted, p, 6);
}

/** "95% of runs", or of few "all 16 runs". */
export function runsHeld(runs: number): string {
  return runs < fewestFor95 ? `all ${runs} runs` : '95% of runs';
}

/** How a figure was made from so many runs, in words that open it; `which` runs, where not all of them. */
export function howOf(runs: number, which = ''): string {
  if (runs === 0) return `No run${which} went to its end, so there is no figure.`;
  return `Middle of ${runs} runs${which}; the interval holds ${runs < fewestFor95 ? 'all' : '95%'} of them.`;
}

/** As `howOf`, of a figure that only `held` of the runs have. */
export function howOfHeld(held: number, runs: number): string {
  return howOf(held, held === runs ? '' : ` of ${runs} that have such a figure`);
}

/** An end, or a mean, that lies in runs without a measure is no figure: null, as in JSON; `why` says which those are. */
export function figureOf(
  { id, middle, low, high, mean, standardError, runs }: Estimate,
  why: readonly string[],
): Figure {
  const orNone = (value: number): number | null => (Number.isFinite(value) ? value : null);
  return {
    id,
    middle: orNone(middle),
    low: orNone(low),
    high: orNone(high),
    mean: orNone(mean),
    standardError,
    runs,
    why: why.length === 0 ? null : why.join(' '),
  };
}
