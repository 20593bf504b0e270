import type { LeastSquares } from './least-squares.ts';
import { sandwiched } from './sandwiched.ts';

/** The kinds that MacKinnon and White (1985) number: as they come, for degrees of freedom, for leverage, for its square. */
export type HeteroscedasticityKind = 'HC0' | 'HC1' | 'HC2' | 'HC3';

/** The covariance of the coefficients when every residual has the same variance. */
export function classicalCovariance(fit: LeastSquares): Float64Array {
  const { residuals, weights, inverse, degreesOfFreedom } = fit;
  let squares = 0;
  for (let i = 0; i < residuals.length; i++) squares += (weights?.[i] ?? 1) * residuals[i] ** 2;
  return inverse.map(value => (value * squares) / degreesOfFreedom);
}

/** White's (1980) covariance of the coefficients, robust against unequal variances. */
export function robustCovariance(fit: LeastSquares, kind: HeteroscedasticityKind): Float64Array {
  const scores = scoresOf(fit);
  const { design, degreesOfFreedom } = fit;
  if (kind === 'HC2' || kind === 'HC3') {
    const leverage = leverages(fit);
    const { columns } = design;
    for (let i = 0; i < design.rows; i++) {
      const share = kind === 'HC2' ? Math.sqrt(1 - leverage[i]) : 1 - leverage[i];
      // A row that alone decides its own fit has no residual to scale.
      for (let j = 0; j < columns; j++) scores[i * columns + j] /= share > 1e-12 ? share : 1;
    }
  }
  const meat = crossOf(scores, design.columns);
  const factor = kind === 'HC1' ? usedRows(fit) / degreesOfFreedom : 1;
  return sandwich(fit, meat).map(value => value * factor);
}

/**
 * The covariance robust against dependence within clusters (Liang and Zeger 1986), with the usual small-sample factor
 * G/(G-1) (n-1)/(n-k) (CR1).
 *
 * @param cluster the number of each row's cluster
 * @throws RangeError for fewer than two clusters
 */
export function clusterCovariance(
  fit: LeastSquares,
  cluster: ArrayLike<number>,
): { covariance: Float64Array; clusters: number } {
  const { columns } = fit.design;
  const scores = scoresOf(fit);
  const sums = new Map<number, Float64Array>();
  for (let i = 0; i < fit.design.rows; i++) {
    const own = sums.get(cluster[i]) ?? new Float64Array(columns);
    for (let j = 0; j < columns; j++) own[j] += scores[i * columns + j];
    sums.set(cluster[i], own);
  }
  const clusters = sums.size;
  if (clusters < 2) throw new RangeError(`${clusters} cluster; a cluster-robust error needs two or more.`);
  const all = new Float64Array(clusters * columns);
  [...sums.values()].forEach((own, g) => all.set(own, g * columns));
  const factor = (clusters / (clusters - 1)) * ((usedRows(fit) - 1) / fit.degreesOfFreedom);
  const covariance = sandwich(fit, crossOf(all, columns)).map(value => value * factor);
  return { covariance, clusters };
}

/**
 * The covariance robust against unequal variances and against dependence between rows up to `lag` apart (Newey and
 * West 1987, Bartlett weights), times n/(n-k). Rows stand in the order of time.
 */
export function neweyWestCovariance(fit: LeastSquares, lag: number): Float64Array {
  const { rows, columns } = fit.design;
  const scores = scoresOf(fit);
  const meat = crossOf(scores, columns);
  for (let apart = 1; apart <= lag; apart++) {
    const weight = 1 - apart / (lag + 1);
    for (let i = apart; i < rows; i++) {
      for (let j = 0; j < columns; j++) {
        for (let k = 0; k < columns; k++) {
          const product = scores[i * columns + j] * scores[(i - apart) * columns + k];
          meat[j * columns + k] += weight * product;
          meat[k * columns + j] += weight * product;
        }
      }
    }
  }
  const factor = rows / fit.degreesOfFreedom;
  return sandwich(fit, meat).map(value => value * factor);
}

/** How far each row decides its own fitted value, from 0 to 1 (the diagonal of the hat matrix). */
function leverages({ design, inverse, weights }: LeastSquares): Float64Array {
  const { rows, columns, values } = design;
  return Float64Array.from({ length: rows }, (_, i) => {
    let value = 0;
    for (let j = 0; j < columns; j++) {
      for (let k = 0; k < columns; k++)
        value += values[i * columns + j] * inverse[j * columns + k] * values[i * columns + k];
    }
    return value * (weights?.[i] ?? 1);
  });
}

/** Each row's part in the normal equations: weight times residual times its columns. */
function scoresOf({ design, residuals, weights }: LeastSquares): Float64Array {
  const { columns, values } = design;
  return values.map((value, at) => {
    const i = Math.floor(at / columns);
    return value * residuals[i] * (weights?.[i] ?? 1);
  });
}

function crossOf(scores: Float64Array, columns: number): Float64Array {
  const cross = new Float64Array(columns * columns);
  for (let at = 0; at < scores.length; at += columns) {
    for (let j = 0; j < columns; j++) {
      for (let k = 0; k < columns; k++) cross[j * columns + k] += scores[at + j] * scores[at + k];
    }
  }
  return cross;
}

function sandwich({ inverse, design: { columns } }: LeastSquares, meat: Float64Array): Float64Array {
  return sandwiched(inverse, meat, columns);
}

function usedRows({ weights, design }: LeastSquares): number {
  return weights === undefined ? design.rows : weights.reduce((n, weight) => n + (weight > 0 ? 1 : 0), 0);
}
