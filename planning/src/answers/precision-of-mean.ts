import type { Measures } from './outcome.ts';
import { meanOf } from './mean.ts';
import { meanKnown } from './mean-known.ts';

/** Were the runs enough to know one mean of one plan? */
export interface PrecisionOfMean {
  readonly measure: 'wait' | 'cost' | 'detectedReoffences';
  /** Runs that have such a figure. */
  readonly runs: number;
  /** The mean of the runs and its 95% interval (Student's t), which narrows with every run; null of fewer than 2 runs. */
  readonly mean: number | null;
  readonly low: number | null;
  readonly high: number | null;
  readonly halfWidth: number | null;
  /** The half-width asked for: one in a hundred of the mean. */
  readonly wanted: number | null;
  readonly enough: boolean;
  /** Runs at which the half-width would be the one asked for, at the spread seen. */
  readonly runsNeeded: number | null;
  readonly words: string;
}

/** The same rule as for a difference (precision.ts): what is compared is the mean itself. */
export function precisionOfMean(
  measure: PrecisionOfMean['measure'],
  all: readonly number[],
): PrecisionOfMean {
  const values = all.filter(Number.isFinite);
  const runs = values.length;
  if (runs < 2) {
    return {
      measure,
      runs,
      mean: null,
      low: null,
      high: null,
      halfWidth: null,
      wanted: null,
      enough: false,
      runsNeeded: null,
      words: `${runs} of ${all.length} runs have such a figure, too few to say.`,
    };
  }
  const known = meanKnown(values, meanOf(values));
  const { halfWidth, enough, runsNeeded } = known;
  const without = runs < all.length ? ` ${all.length - runs} more runs have no such figure.` : '';
  const said =
    halfWidth === 0
      ? `It came out the same in all ${runs} runs.`
      : enough
        ? `${runs} runs were enough: the mean is known to within 1 in 100 of itself.`
        : `${runs} runs were not enough to know the mean to within 1 in 100 of itself; about ${runsNeeded.toLocaleString('en-GB')} would be.`;
  return { measure, runs, ...known, words: said + without };
}

const measures = ['wait', 'cost', 'detectedReoffences'] as const;

/** Of each of the measures that plans are compared by. */
export function precisionsOf(outcomes: readonly Measures[]): PrecisionOfMean[] {
  return measures.map(measure =>
    precisionOfMean(
      measure,
      outcomes.map(outcome => outcome[measure]),
    ),
  );
}
