import { logGamma, sum } from '@throughcare/numerics';
import type { DesignMatrix } from '../design-matrix.ts';
import { centredDesign } from './centred-design.ts';
import type { RowModel } from './maximise.ts';
import { fitModel, requireColumn, requireWeights } from './regression-fit.ts';
import type { RegressionFit } from './regression-fit.ts';

export interface CountOptions {
  /** Time at risk of each row, above 0; everybody's is 1 unless given. */
  readonly exposure?: ArrayLike<number>;
  /** How many times each row counts: 0 or more. */
  readonly weights?: ArrayLike<number>;
}

/** Counts with what they are seen in, checked. */
export interface Counts {
  readonly y: Float64Array;
  /** Logarithm of the exposure. */
  readonly offset: Float64Array;
  readonly weights: Float64Array | undefined;
  /** Logarithm of the rate of all together. */
  readonly logRate: number;
}

/** @throws RangeError for a count that is no whole number from 0, an exposure not above 0, and no events at all */
export function requireCounts(y: ArrayLike<number>, rows: number, options: CountOptions): Counts {
  requireColumn('y', y, rows, value => value >= 0 && Number.isInteger(value), 'a whole number from 0');
  const { exposure } = options;
  if (exposure) requireColumn('exposure', exposure, rows, value => value > 0, 'a time at risk above 0');
  const weights = requireWeights(options.weights, rows);
  const weighted = (values: ArrayLike<number>): number =>
    sum(Float64Array.from(values, (value, i) => value * (weights ? weights[i] : 1)));
  const events = weighted(y);
  if (events === 0) throw new RangeError('y is 0 in every row that counts; a rate needs events.');
  const offset = new Float64Array(rows);
  if (exposure) for (let i = 0; i < rows; i++) offset[i] = Math.log(exposure[i]);
  return {
    y: Float64Array.from(y),
    offset,
    weights,
    logRate: Math.log(events / weighted(exposure ?? new Float64Array(rows).fill(1))),
  };
}

/**
 * Poisson regression of counts by maximum likelihood: log of the rate is X b, the expected count the rate times the
 * exposure. `fitted` are expected counts. If counts vary more than Poisson's, `covariance` is too small: use a sandwich or
 * `negativeBinomialRegression`.
 *
 * @param y a whole number from 0 for each row of `design`
 * @throws RangeError for bad counts, exposures and weights; when a coefficient has no finite estimate (a level without
 *   events), naming the columns
 */
export function poissonRegression(
  design: DesignMatrix,
  y: ArrayLike<number>,
  options: CountOptions = {},
): RegressionFit {
  const { rows, columns } = design;
  const counts = requireCounts(y, rows, options);
  const fitted = new Float64Array(rows);
  const start = new Float64Array(columns);
  start[0] = counts.logRate;
  const model = { rows: poissonRows(counts, fitted), start };
  const { maximum, parts, ...fit } = fitModel(centredDesign(design), model, counts.weights, 'count');
  const logLikelihood = poissonLikelihood(counts, fitted);
  return {
    ...fit,
    names: design.names,
    fitted,
    rows,
    deviance: 2 * (poissonLikelihood(counts, counts.y) - logLikelihood),
    logLikelihood,
    aic: 2 * parts.rank - 2 * logLikelihood,
    iterations: maximum.iterations,
    parts,
  };
}

/** The Poisson model, which writes expected counts into `mean`. */
export function poissonRows({ y, offset, weights }: Counts, mean: Float64Array): RowModel {
  return (from, count, eta, r, w) => {
    let deviance = 0;
    for (let i = 0; i < count; i++) {
      const row = from + i;
      const weight = weights ? weights[row] : 1;
      const log = eta[i] + offset[row];
      const mu = Math.exp(log);
      mean[row] = mu;
      r[i] = weight * (y[row] - mu);
      w[i] = weight * mu;
      deviance += weight * (mu - y[row] * log);
    }
    return 2 * deviance;
  };
}

function poissonLikelihood({ y, weights }: Counts, mean: Float64Array): number {
  return sum(
    y.map((count, i) => {
      const log = count === 0 ? 0 : count * Math.log(mean[i]);
      return (weights ? weights[i] : 1) * (log - mean[i] - logGamma(count + 1));
    }),
  );
}
