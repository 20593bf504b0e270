import { weightedSquare } from '@throughcare/numerics';
import { clusterCodes } from '../effect/means-covariance.ts';
import { uncentredCovariance } from './centred-design.ts';
import type { RegressionFit, SandwichParts } from './regression-fit.ts';
import { sandwiched } from './sandwiched.ts';

export type SandwichKind = 'HC0' | 'HC1' | 'HC2' | 'HC3';

/**
 * The covariance of a model's coefficients that does not rest on its variance being right: A^-1 B A^-1 with A the
 * expected information and B the sum of the rows' squared scores (Huber 1967; White 1980). HC1 multiplies by n / (n - k);
 * HC2 and HC3 divide each score by the root of 1 less its leverage, and by that itself (MacKinnon and White 1985).
 *
 * With clusters B is the sum of squared sums by cluster (Liang and Zeger 1986), times G / (G - 1), and for HC1 times
 * (n - 1) / (n - k), as R's sandwich::vcovCL.
 *
 * @returns columns x columns, row after row; 0 for dependent columns
 * @throws RangeError for HC2 and HC3 by cluster, fewer than two clusters, and HC1 with no more rows than columns
 */
export function sandwichCovariance(
  { parts }: Pick<RegressionFit, 'parts'>,
  kind: SandwichKind,
  cluster?: ArrayLike<number>,
): Float64Array {
  const { centred, inverse, counted, rank } = parts;
  if (kind === 'HC1' && counted <= rank) {
    throw new RangeError(`HC1 divides by rows less columns; ${counted} rows count and ${rank} columns.`);
  }
  const { columns } = centred;
  let meat: Float64Array;
  let scale = kind === 'HC1' ? counted / (counted - rank) : 1;
  if (cluster) {
    if (kind === 'HC2' || kind === 'HC3') {
      throw new RangeError(`${kind} was asked for by cluster; the kinds by cluster are HC0 and HC1.`);
    }
    const { codes, count } = clusterCodes(cluster, centred.rows);
    meat = clusterMeat(parts, codes, count);
    scale = (count / (count - 1)) * (kind === 'HC1' ? (counted - 1) / (counted - rank) : 1);
  } else {
    meat = weightedSquare(centred, squaredScores(parts, kind));
  }
  const bread = sandwiched(inverse, meat, columns);
  return uncentredCovariance(
    bread.map(value => value * scale),
    centred.centre,
  );
}

/** Each row's squared score, over 1 less its leverage (HC2) or the square of that (HC3). */
function squaredScores(parts: SandwichParts, kind: SandwichKind): Float64Array {
  const squares = parts.scores.map(score => score * score);
  if (kind === 'HC0' || kind === 'HC1') return squares;
  const leverage = leverages(parts);
  return squares.map((square, i) => {
    const rest = 1 - leverage[i];
    // A row that alone decides its own fit has no residual to scale.
    if (rest < 1e-12) return square;
    return kind === 'HC2' ? square / rest : square / rest ** 2;
  });
}

/** How far each row decides its own fitted value: its information times x' A^-1 x. */
function leverages({ centred, inverse, information }: SandwichParts): Float64Array {
  const { columns, values, centre } = centred;
  const own = new Float64Array(columns);
  return information.map((weight, i) => {
    if (weight === 0) return 0;
    for (let j = 0; j < columns; j++) own[j] = values[i * columns + j] - centre[j];
    let value = 0;
    for (let j = 0; j < columns; j++) {
      for (let k = 0; k < columns; k++) value += own[j] * inverse[j * columns + k] * own[k];
    }
    return weight * value;
  });
}

function clusterMeat({ centred, scores }: SandwichParts, codes: Int32Array, count: number): Float64Array {
  const { columns, values, centre, rows } = centred;
  const sums = new Float64Array(count * columns);
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < columns; j++) {
      sums[codes[i] * columns + j] += scores[i] * (values[i * columns + j] - centre[j]);
    }
  }
  return weightedSquare({ columns, values: sums }, new Float64Array(count).fill(1));
}
