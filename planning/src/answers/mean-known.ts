import { studentTQuantile } from '@throughcare/numerics';
import { meanOf, varianceOf } from './mean.ts';

/** How well the runs know a mean, and how many of them would know it as well as is asked. */
export interface MeanKnown {
  readonly mean: number;
  /** The 95% interval of the mean (Student's t), which narrows with every run. */
  readonly low: number;
  readonly high: number;
  readonly halfWidth: number;
  /** The half-width asked for: one in a hundred of what is compared. */
  readonly wanted: number;
  readonly enough: boolean;
  /** Runs at which the half-width would be the one asked for, at the spread seen. */
  readonly runsNeeded: number;
}

const shareOfMean = 0.01;

/**
 * The rule for how many runs are enough: as many as bring the half-width of the mean down to one in a hundred of what is
 * compared (Law 2015, Simulation Modeling and Analysis, 9.4.1). It says how well the mean is known, never how far one run
 * may lie from it.
 *
 * @param values of at least two runs
 */
export function meanKnown(values: readonly number[], compared: number): MeanKnown {
  const runs = values.length;
  const mean = meanOf(values);
  const halfWidth = studentTQuantile(0.975, runs - 1) * Math.sqrt(varianceOf(values) / runs);
  const wanted = shareOfMean * Math.abs(compared);
  return {
    mean,
    low: mean - halfWidth,
    high: mean + halfWidth,
    halfWidth,
    wanted,
    enough: halfWidth <= wanted,
    runsNeeded: wanted > 0 ? Math.max(2, Math.ceil(runs * (halfWidth / wanted) ** 2)) : runs,
  };
}
