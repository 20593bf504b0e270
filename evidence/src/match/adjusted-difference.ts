import { sumOf } from '@throughcare/numerics';
import type { DesignMatrix } from '../design-matrix.ts';
import { leastSquares } from '../regression/least-squares.ts';
import { requireBothArms } from './matched-difference.ts';
import type { Matched } from './matched.ts';

export interface AdjustedDifference {
  /** First arm minus second, at equal covariates. */
  readonly difference: number;
  readonly HC1: number;
  /** Clustered by matched set; absent when people may be matched more than once. */
  readonly clusterHC1?: number;
}

/**
 * The difference after matching with what imbalance is left in the covariates taken out by a weighted linear
 * regression: of the outcome on arm and covariates; or with `slopesByArm` on their interactions too, averaged over
 * the people of one arm (g-computation; Lin 2013), which is the arm's coefficient once covariates are counted from
 * that arm's weighted means. Columns that follow from others are left out.
 *
 * @param slopesByArm the arm whose people the answer is about, 1 for ATT and 0 for ATC
 * @throws RangeError for too few matched people for the covariates, or an arm without any
 */
export function adjustedDifference(
  design: DesignMatrix,
  outcome: ArrayLike<number>,
  treated: ArrayLike<number>,
  { weights, sets }: Pick<Matched, 'weights' | 'sets'>,
  slopesByArm?: { readonly averagedOver: 0 | 1 },
): AdjustedDifference {
  requireBothArms(weights, treated);
  const regressors = withArm(design, treated, weights, slopesByArm?.averagedOver);
  const { columns, values } = regressors;
  const { coefficients, inverse, residuals, degreesOfFreedom } = leastSquares(regressors, outcome, weights);
  // The arm's row of the inverse times a person's score is that person's part in the coefficient.
  const parts = new Float64Array(design.rows);
  let people = 0;
  for (let i = 0; i < design.rows; i++) {
    if (weights[i] === 0) continue;
    people++;
    let own = 0;
    for (let j = 0; j < columns; j++) own += inverse[columns + j] * values[i * columns + j];
    parts[i] = own * weights[i] * residuals[i];
  }
  const clusters = sets && new Float64Array(sets.reduce((most, set) => Math.max(most, set), -1) + 1);
  if (clusters) for (let i = 0; i < parts.length; i++) if (sets[i] >= 0) clusters[sets[i]] += parts[i];
  const squares = (list: Float64Array): number => sumOf(list.length, k => list[k] ** 2);
  const sandwich = (list: Float64Array, correction: number): number =>
    Math.sqrt((squares(list) * correction) / degreesOfFreedom);
  const groups = clusters?.length ?? 0;
  return {
    difference: coefficients[1],
    HC1: sandwich(parts, people),
    ...(clusters && groups > 1
      ? { clusterHC1: sandwich(clusters, (groups / (groups - 1)) * (people - 1)) }
      : {}),
  };
}

/** Intercept, arm, covariates from their weighted means (over `arm`, with their interactions, if it is given). */
function withArm(
  design: DesignMatrix,
  treated: ArrayLike<number>,
  weights: Float64Array,
  arm: 0 | 1 | undefined,
): DesignMatrix {
  const { rows, columns, values, names } = design;
  const covariates = columns - 1;
  const weight = (i: number): number => (arm === undefined || treated[i] === arm ? weights[i] : 0);
  const total = sumOf(rows, weight);
  const width = 2 + covariates * (arm === undefined ? 1 : 2);
  const own = new Float64Array(rows * width);
  for (let j = 0; j < covariates; j++) {
    const value = (i: number): number => values[i * columns + j + 1];
    const centre = sumOf(rows, i => weight(i) * value(i)) / total;
    for (let i = 0; i < rows; i++) {
      own[i * width + 2 + j] = value(i) - centre;
      if (arm !== undefined) own[i * width + 2 + covariates + j] = (value(i) - centre) * treated[i];
    }
  }
  for (let i = 0; i < rows; i++) {
    own[i * width] = 1;
    own[i * width + 1] = treated[i];
  }
  const bySlope = arm === undefined ? [] : names.slice(1).map(name => `${name} by arm`);
  return { rows, columns: width, values: own, names: [names[0], 'arm', ...names.slice(1), ...bySlope] };
}
