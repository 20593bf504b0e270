import type { Measures } from './outcome.ts';
import { meanOf } from './mean.ts';
import { intervalKnown } from './interval-known.ts';
import { meanKnown } from './mean-known.ts';
import { precisionInWords } from './precision-words.ts';

/** Were the runs enough for what is told of one figure of one plan? */
export interface PrecisionOfMean {
  readonly measure: 'wait' | 'cost' | 'detectedReoffences';
  /** Runs that have such a figure. */
  readonly runs: number;
  /** The mean of the runs and its 95% interval (Student's t), which narrows with every run; null of fewer than 2 runs. */
  readonly mean: number | null;
  readonly low: number | null;
  readonly high: number | null;
  readonly halfWidth: number | null;
  /** The half-width asked for: a part of the interval's width; where no assumption varies, one in a hundred of the mean. */
  readonly wanted: number | null;
  /** How far more runs may move an end of the interval, and how far they may; null where no assumption varies. */
  readonly ends: number | null;
  readonly endsWanted: number | null;
  readonly enough: boolean;
  /** Runs that would be enough, at the spread seen. */
  readonly runsNeeded: number | null;
  readonly words: string;
}

/** The same rule as for a difference (precision.ts): where no assumption varies, what is compared is the mean itself. */
export function precisionOfMean(
  measure: PrecisionOfMean['measure'],
  all: readonly number[],
  varies: boolean,
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
      ends: null,
      endsWanted: null,
      enough: false,
      runsNeeded: null,
      words: `${runs} of ${all.length} runs have such a figure, too few to say.`,
    };
  }
  const known = varies
    ? intervalKnown(values)
    : { ...meanKnown(values, meanOf(values)), ends: null, endsWanted: null };
  const without = runs < all.length ? ` ${all.length - runs} more runs have no such figure.` : '';
  return { measure, runs, ...known, words: precisionInWords(runs, known, 'mean', 'itself') + without };
}

const measures = ['wait', 'cost', 'detectedReoffences'] as const;

/** Of each of the measures that plans are compared by. */
export function precisionsOf(outcomes: readonly Measures[], varies: boolean): PrecisionOfMean[] {
  return measures.map(measure =>
    precisionOfMean(
      measure,
      outcomes.map(outcome => outcome[measure]),
      varies,
    ),
  );
}
