import { digamma, logGamma, sum, sumOf, trigamma } from '@throughcare/numerics';
import type { DesignMatrix } from '../design-matrix.ts';
import { centredDesign } from './centred-design.ts';
import type { RowModel } from './maximise.ts';
import { requireCounts } from './poisson.ts';
import type { CountOptions, Counts } from './poisson.ts';
import { poissonRegression } from './poisson.ts';
import { fitModel } from './regression-fit.ts';
import type { RegressionFit } from './regression-fit.ts';

/** A negative binomial regression; its variance is mu + mu^2 / theta. */
export interface NegativeBinomialFit extends RegressionFit {
  readonly theta: number;
  /** As R's MASS::glm.nb gives it; see `thetaError`. */
  readonly thetaStandardError: number;
}

/** Beyond this the counts cannot be told from Poisson's. */
const LARGEST_THETA = 1e6;

/**
 * Negative binomial regression of counts (NB2, log link) by maximum likelihood: coefficients given theta and theta given
 * the coefficients, in turn, until theta moves by less than 1e-12 of itself, or than the counts can tell in doubles
 * (Venables and Ripley 2002, 7.4, as MASS::glm.nb). `covariance` takes theta as known, to which the coefficients are
 * orthogonal.
 *
 * @param y a whole number from 0 for each row of `design`
 * @throws RangeError as `poissonRegression` does, and when the counts vary no more than Poisson's, so that theta is
 *   infinite
 */
export function negativeBinomialRegression(
  design: DesignMatrix,
  y: ArrayLike<number>,
  options: CountOptions = {},
): NegativeBinomialFit {
  const { rows } = design;
  const counts = requireCounts(y, rows, options);
  const poisson = poissonRegression(design, y, options);
  const centred = centredDesign(design);
  const mean = poisson.fitted.slice();
  let { theta } = bestTheta(counts, mean, momentTheta(counts, mean));
  let start = new Float64Array(design.columns);
  start[0] = counts.logRate;
  for (let round = 1; ; round++) {
    const fixed = theta;
    const model = {
      rows: negativeBinomialRows(counts, mean, fixed),
      expected: (i: number) => ((counts.weights?.[i] ?? 1) * mean[i]) / (1 + mean[i] / fixed),
      start,
    };
    const { maximum, parts, ...fit } = fitModel(centred, model, counts.weights, 'count');
    start = Float64Array.from(maximum.coefficients);
    const best = bestTheta(counts, mean, fixed);
    theta = best.theta;
    if (Math.abs(theta - fixed) > Math.max(1e-12, 4 * best.toWithin) * theta && round < 200) continue;
    const logLikelihood = likelihood(counts, mean, theta);
    return {
      ...fit,
      names: design.names,
      fitted: mean,
      rows,
      deviance: 2 * saturatedLess(counts, mean, theta),
      logLikelihood,
      aic: 2 * (parts.rank + 1) - 2 * logLikelihood,
      iterations: round,
      theta,
      thetaStandardError: thetaError(counts, mean, theta),
      parts,
    };
  }
}

/** The model at one theta, which writes expected counts into `mean`. */
function negativeBinomialRows({ y, offset, weights }: Counts, mean: Float64Array, theta: number): RowModel {
  return (from, count, eta, r, w) => {
    let deviance = 0;
    for (let i = 0; i < count; i++) {
      const row = from + i;
      const weight = weights ? weights[row] : 1;
      const log = eta[i] + offset[row];
      const mu = Math.exp(log);
      const whole = mu + theta;
      mean[row] = mu;
      r[i] = (weight * theta * (y[row] - mu)) / whole;
      w[i] = weight * (y[row] + theta) * (theta / whole) * (mu / whole);
      deviance += weight * ((y[row] + theta) * Math.log(whole) - y[row] * log);
    }
    return 2 * deviance;
  };
}

function momentTheta({ y, weights }: Counts, mean: Float64Array): number {
  const total = weights ? sum(weights) : y.length;
  const excess = sum(y.map((count, i) => (weights ? weights[i] : 1) * (count / mean[i] - 1) ** 2));
  return Math.max(1e-3, total / excess);
}

/**
 * Newton's method on the logarithm of theta, its steps held to a factor of e. Near the end each step is far shorter than
 * the one before; where it is not, it is what rounding leaves of the slope, and theta is known to within it and no better.
 */
function bestTheta(
  counts: Counts,
  mean: Float64Array,
  from: number,
): { readonly theta: number; readonly toWithin: number } {
  let log = Math.log(from);
  let before = Infinity;
  for (let step = 0; ; step++) {
    const theta = Math.exp(log);
    if (theta > LARGEST_THETA) throw noDispersion();
    const { slope, information } = thetaSlopes(counts, mean, theta);
    const bend = theta * theta * information - theta * slope;
    // Where the likelihood is not concave in log theta, go uphill.
    const move = bend > 0 ? (theta * slope) / bend : Math.sign(slope);
    const length = Math.abs(move);
    log += Math.max(-1, Math.min(1, move));
    const isRounding = length < 1e-6 && length > before / 2;
    if (length < 1e-13 || isRounding || step === 200) {
      return { theta: Math.exp(log), toWithin: isRounding ? Math.max(length, before) : length };
    }
    before = length;
  }
}

/**
 * From the observed information about theta, the coefficients held, where MASS::theta.ml takes it: one step before its
 * Newton search from the moment estimate ends, by its own bound. That lies within about 1e-5 of itself from the one at the
 * maximum, and is what people compare with.
 */
function thetaError(counts: Counts, mean: Float64Array, best: number): number {
  let theta = momentTheta(counts, mean);
  for (let step = 0; ; step++) {
    const { slope, information } = thetaSlopes(counts, mean, theta);
    const move = slope / information;
    theta = Math.abs(theta + move);
    if (information > 0 && (Math.abs(move) <= MASS_BOUND || step === 200)) return 1 / Math.sqrt(information);
    // Newton's plain steps need not settle: then from the maximum itself.
    if (step > 200 || !Number.isFinite(theta))
      return 1 / Math.sqrt(thetaSlopes(counts, mean, best).information);
  }
}

/** R's .Machine$double.eps to the power of 1/4. */
const MASS_BOUND = Number.EPSILON ** 0.25;

function noDispersion(): RangeError {
  return new RangeError(
    'The counts vary no more than Poisson counts do, so theta has no finite estimate. Use a Poisson regression.',
  );
}

/** First derivative of the log-likelihood by theta and minus the second. */
function thetaSlopes(
  { y, weights }: Counts,
  mean: Float64Array,
  theta: number,
): { readonly slope: number; readonly information: number } {
  const { first, second } = rises(theta);
  const weigh = (term: (count: number, mu: number) => number): number =>
    sumOf(y.length, i => (weights ? weights[i] : 1) * term(y[i], mean[i]));
  return {
    slope: weigh((count, mu) => first(count) - Math.log1p(mu / theta) + (mu - count) / (mu + theta)),
    information: weigh((count, mu) => {
      const whole = mu + theta;
      return second(count) - 1 / theta + 2 / whole - (count + theta) / (whole * whole);
    }),
  };
}

/** Counts up to this are most of those there are. */
const SMALL = 32;

/**
 * digamma(theta + count) - digamma(theta), and minus the same of trigamma, for a whole count. By their recurrence, which
 * a small count makes short, and which keeps the digits that the two have in common.
 */
function rises(theta: number): Readonly<Record<'first' | 'second', (count: number) => number>> {
  const firsts = new Float64Array(SMALL + 1);
  const seconds = new Float64Array(SMALL + 1);
  for (let count = 1; count <= SMALL; count++) {
    const at = theta + count - 1;
    firsts[count] = firsts[count - 1] + 1 / at;
    seconds[count] = seconds[count - 1] + 1 / (at * at);
  }
  return {
    first: count => (count <= SMALL ? firsts[count] : digamma(theta + count) - digamma(theta)),
    second: count => (count <= SMALL ? seconds[count] : trigamma(theta) - trigamma(theta + count)),
  };
}

function likelihood({ y, weights }: Counts, mean: Float64Array, theta: number): number {
  return sum(
    y.map((count, i) => {
      const gammas = logGamma(theta + count) - logGamma(theta) - logGamma(count + 1);
      const powers = count === 0 ? 0 : count * Math.log(mean[i] / (theta + mean[i]));
      return (weights ? weights[i] : 1) * (gammas + powers - theta * Math.log1p(mean[i] / theta));
    }),
  );
}

function saturatedLess({ y, weights }: Counts, mean: Float64Array, theta: number): number {
  return sum(
    y.map((count, i) => {
      const own = count === 0 ? 0 : count * Math.log(count / mean[i]);
      const whole = (count + theta) * Math.log((count + theta) / (mean[i] + theta));
      return (weights ? weights[i] : 1) * (own - whole);
    }),
  );
}
