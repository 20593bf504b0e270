import { normalQuantile, regularizedBeta } from '@throughcare/numerics';
import { estimate } from './estimate.ts';
import { meanKnown } from './mean-known.ts';
import type { MeanKnown } from './mean-known.ts';

/** How well the runs know what is told of a figure that assumptions move: its mean, and the ends of its interval. */
export interface IntervalKnown extends MeanKnown {
  /**
   * How far more runs may move either end of the interval, at 95%; null where the runs are so few that nobody can say how
   * far out an end lies.
   */
  readonly ends: number | null;
  readonly endsWanted: number;
}

/** The told mean may be off by so much of the interval's width, and each end by so much. */
const partOfMean = 0.05;
const partOfEnd = 0.15;
/** What a told end leaves beyond it. */
const beyond = 0.025;
/** Of fewer runs the limits of an end are too short: none or one of them lies beyond it. */
export const fewestForEnds = 100;

/**
 * The rule for how many runs are enough where assumptions vary: the interval between runs is mostly what we do not know, and
 * more runs do not narrow it; they only find its mean and its ends. Enough are so many that more would hardly move (at 95%)
 * the mean by more than 5 in 100 of the interval's width, or an end by more than 15.
 *
 * @param values of at least two runs
 */
export function intervalKnown(values: readonly number[]): IntervalKnown {
  const runs = values.length;
  const { low, high } = estimate('', values);
  const width = high - low;
  const known = meanKnown(values, 0);
  const wanted = partOfMean * width;
  const endsWanted = partOfEnd * width;
  const ends = runs < fewestForEnds ? null : endsWithin(values);
  const needed = (half: number, asked: number): number => Math.ceil(runs * (half / asked) ** 2);
  return {
    ...known,
    wanted,
    ends,
    endsWanted,
    enough: width === 0 || (known.halfWidth <= wanted && ends !== null && ends <= endsWanted),
    runsNeeded:
      width === 0
        ? 2
        : Math.max(fewestForEnds, needed(known.halfWidth, wanted), needed(ends ?? 0, endsWanted)),
  };
}

/** How far the true ends may lie from the told ones, at 95%: of the two, the further. */
function endsWithin(values: readonly number[]): number {
  const sorted = Float64Array.from(values).sort();
  return normalQuantile(0.975) * Math.max(errorOfEnd(sorted, beyond), errorOfEnd(sorted, 1 - beyond));
}

/**
 * The standard error of a quantile, by the moments of the order statistic that stands for it (Maritz and Jarrett 1978, J Am
 * Stat Assoc 73:194): no law of the figure is assumed.
 */
function errorOfEnd(sorted: Float64Array, p: number): number {
  const runs = sorted.length;
  const [below, above] = [p * (runs + 1), (1 - p) * (runs + 1)];
  const middle = sorted[Math.floor(p * runs)];
  let mean = 0;
  let square = 0;
  let before = 0;
  for (let i = 1; i <= runs; i++) {
    const upTo = regularizedBeta(i / runs, below, above);
    // From the middle, or the square of pounds by the billion has no digits left for what differs.
    const away = sorted[i - 1] - middle;
    mean += (upTo - before) * away;
    square += (upTo - before) * away * away;
    before = upTo;
  }
  return Math.sqrt(Math.max(0, square - mean * mean));
}
