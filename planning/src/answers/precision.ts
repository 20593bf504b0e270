import { normalQuantile, studentTQuantile } from '@throughcare/numerics';
import { meanOf, varianceOf } from './mean.ts';

/** Were the runs enough to know the mean difference? */
export interface Precision {
  readonly runs: number;
  /** The mean of the differences and its 95% interval (Student's t), which narrows with every run. */
  readonly mean: number;
  readonly low: number;
  readonly high: number;
  readonly halfWidth: number;
  /** The half-width asked for: one in a hundred of the larger of the two scenarios' own means. */
  readonly wanted: number;
  readonly enough: boolean;
  /** Runs at which the half-width would be the one asked for, at the spread seen. */
  readonly runsNeeded: number;
  /** Share of the runs in which the first scenario had less, with its 95% interval (Wilson). */
  readonly firstHasLess: { readonly share: number; readonly low: number; readonly high: number };
  readonly words: string;
}

const shareOfMean = 0.01;

/**
 * The rule for how many runs are enough: as many as bring the half-width of the mean difference down to one in a
 * hundred of what is compared (Law 2015, Simulation Modeling and Analysis, 9.4.1, with the difference of paired
 * runs of 10.2.1). More runs narrow this interval and never the one of what we don't know.
 */
export function precisionOf(first: readonly number[], second: readonly number[]): Precision {
  const differences = first.map((value, i) => value - second[i]);
  const runs = differences.length;
  const mean = meanOf(differences);
  const halfWidth = studentTQuantile(0.975, runs - 1) * Math.sqrt(varianceOf(differences) / runs);
  const wanted = shareOfMean * Math.max(Math.abs(meanOf(first)), Math.abs(meanOf(second)));
  const enough = halfWidth <= wanted;
  const runsNeeded = wanted > 0 ? Math.max(2, Math.ceil(runs * (halfWidth / wanted) ** 2)) : runs;
  return {
    runs,
    mean,
    low: mean - halfWidth,
    high: mean + halfWidth,
    halfWidth,
    wanted,
    enough,
    runsNeeded,
    firstHasLess: wilson(differences.filter(each => each < 0).length, runs),
    words: enough
      ? `${runs} runs were enough: the mean difference is known to within 1 in 100 of what is compared.`
      : `${runs} runs were not enough to know the mean difference to within 1 in 100 of what is compared; about ${runsNeeded.toLocaleString('en-GB')} would be.`,
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
