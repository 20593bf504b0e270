import { normalQuantile } from '@throughcare/numerics';
import { meanOf } from './mean.ts';
import { meanKnown, type MeanKnown } from './mean-known.ts';

/** Were the runs enough to know the mean difference? What is compared is the larger of the two scenarios' own means. */
export interface Precision extends MeanKnown {
  readonly runs: number;
  /** Share of the runs in which the first scenario had less, with its 95% interval (Wilson). */
  readonly firstHasLess: { readonly share: number; readonly low: number; readonly high: number };
  readonly words: string;
}

/**
 * Whether the runs know the mean difference well enough, of paired runs (Law 2015, 10.2.1). More runs narrow this interval
 * and never the one of what we don't know.
 */
export function precisionOf(first: readonly number[], second: readonly number[]): Precision {
  const differences = first.map((value, i) => value - second[i]);
  const runs = differences.length;
  const known = meanKnown(differences, Math.max(Math.abs(meanOf(first)), Math.abs(meanOf(second))));
  return {
    runs,
    ...known,
    firstHasLess: wilson(differences.filter(each => each < 0).length, runs),
    words: known.enough
      ? `${runs} runs were enough: the mean difference is known to within 1 in 100 of what is compared.`
      : `${runs} runs were not enough to know the mean difference to within 1 in 100 of what is compared; about ${known.runsNeeded.toLocaleString('en-GB')} would be.`,
  };
}

/** A counted share with its 95% interval (Wilson 1927): right for few counts too, and never below 0 or over 1. */
export function wilson(yes: number, of: number): { share: number; low: number; high: number } {
  const z = normalQuantile(0.975);
  const share = yes / of;
  const middle = share + (z * z) / (2 * of);
  const half = z * Math.sqrt((share * (1 - share)) / of + (z * z) / (4 * of * of));
  const by = 1 + (z * z) / of;
  return { share, low: Math.max(0, (middle - half) / by), high: Math.min(1, (middle + half) / by) };
}
