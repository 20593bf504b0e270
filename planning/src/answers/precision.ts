import { normalQuantile } from '@throughcare/numerics';
import { refuseNoWhole, refuseOtherLength } from '../engine/refuse/argument.ts';
import { meanOf } from './mean.ts';
import { intervalKnown } from './interval-known.ts';
import { meanKnown, type MeanKnown } from './mean-known.ts';
import { precisionInWords } from './precision-words.ts';

/** Were the runs enough for what is told of the difference? */
export interface Precision extends MeanKnown {
  /** How far more runs may move an end of the interval, and how far they may; null where no assumption varies. */
  readonly ends: number | null;
  readonly endsWanted: number | null;
  readonly runs: number;
  /** Share of the runs in which the first scenario had less, with its 95% interval (Wilson). */
  readonly firstHasLess: { readonly share: number; readonly low: number; readonly high: number };
  readonly words: string;
}

/**
 * Whether the runs know the difference well enough, of paired runs (Law 2015, 10.2.1). Where assumptions vary, the interval
 * is what is told, and its mean and ends must be known to a part of its width; where none does, the mean is
 * what is asked for, to one in a hundred of what is compared: the larger of the two scenarios' own means.
 *
 * @throws RangeError of fewer than two runs, or where one has more than the other
 */
export function precisionOf(first: readonly number[], second: readonly number[], varies: boolean): Precision {
  refuseOtherLength('first', first, 'second', second.length);
  refuseNoWhole('runs', first.length, 2);
  const differences = first.map((value, i) => value - second[i]);
  const runs = differences.length;
  const known = varies
    ? intervalKnown(differences)
    : {
        ...meanKnown(differences, Math.max(Math.abs(meanOf(first)), Math.abs(meanOf(second)))),
        ends: null,
        endsWanted: null,
      };
  return {
    runs,
    ...known,
    firstHasLess: wilson(differences.filter(each => each < 0).length, runs),
    words: precisionInWords(runs, known, 'mean difference', 'what is compared'),
  };
}

/** A counted share with its 95% interval (Wilson 1927): right for few counts too, and never below 0 or over 1. */
export function wilson(yes: number, of: number): { share: number; low: number; high: number } {
  refuseNoWhole('of', of, 1);
  refuseNoWhole('yes', yes, 0, of);
  const z = normalQuantile(0.975);
  const share = yes / of;
  const middle = share + (z * z) / (2 * of);
  const half = z * Math.sqrt((share * (1 - share)) / of + (z * z) / (4 * of * of));
  const by = 1 + (z * z) / of;
  return { share, low: Math.max(0, (middle - half) / by), high: Math.min(1, (middle + half) / by) };
}
