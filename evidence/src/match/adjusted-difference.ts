import { BLOCK, cholesky, choleskyInverse, sumOf } from '@throughcare/numerics';
import type { DesignMatrix } from '../design-matrix.ts';
import { requireNumbers } from './people.ts';
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
 * @param averagedOver the arm whose people the answer is about, 1 for ATT and 0 for ATC, for `slopesByArm`
 */
export function adjustedDifference(
  design: DesignMatrix,
  outcome: ArrayLike<number>,
  treated: ArrayLike<number>,
  { weights, sets }: Pick<Matched, 'weights' | 'sets'>,
  slopesByArm?: { readonly averagedOver: 0 | 1 },
): AdjustedDifference {
  const { rows, columns } = design;
  requireNumbers('outcome', outcome, rows);
  const covariates = columns - 1;
  const width = 2 + covariates * (slopesByArm ? 2 : 1);
  const { centres, scales } = standards(design, treated, weights, slopesByArm?.averagedOver);
  const x = new Float64Array(width);
  const fill = (i: number): void => {
    x[0] = 1;
    x[1] = treated[i];
    for (let j = 0; j < covariates; j++) {
      x[2 + j] = (design.values[i * columns + j + 1] - centres[j]) / scales[j];
      if (slopesByArm) x[2 + covariates + j] = x[2 + j] * treated[i];
    }
  };

  const cross = new Float64Array(width * width);
  const right = new Float64Array(width);
  for (let from = 0; from < rows; from += BLOCK) {
    const block = new Float64Array(width * width);
    const blockRight = new Float64Array(width);
    for (let i = from; i < Math.min(from + BLOCK, rows); i++) {
      if (weights[i] === 0) continue;
      fill(i);
      for (let a = 0; a < width; a++) {
        const wa = weights[i] * x[a];
        blockRight[a] += wa * outcome[i];
        for (let b = 0; b < width; b++) block[a * width + b] += wa * x[b];
      }
    }
    for (let k = 0; k < cross.length; k++) cross[k] += block[k];
    for (let k = 0; k < width; k++) right[k] += blockRight[k];
  }
  const factor = cholesky(cross, width);
  const inverse = choleskyInverse(factor);
  const coefficients = new Float64Array(width);
  for (let a = 0; a < width; a++) coefficients[a] = sumOf(width, b => inverse[a * width + b] * right[b]);

  // Row 1 of the inverse times a row's score is that row's part in the arm's coefficient.
  let people = 0;
  const parts = new Float64Array(rows);
  for (let i = 0; i < rows; i++) {
    if (weights[i] === 0) continue;
    people++;
    fill(i);
    let [fitted, own] = [0, 0];
    for (let a = 0; a < width; a++) {
      fitted += coefficients[a] * x[a];
      own += inverse[width + a] * x[a];
    }
    parts[i] = own * weights[i] * (outcome[i] - fitted);
  }
  const fittedColumns = width - factor.dependent.length;
  if (people <= fittedColumns) {
    throw new RangeError(
      `${people} matched people are too few to adjust for ${covariates} covariates; give fewer, or take the plain difference.`,
    );
  }
  const freedom = people - fittedColumns;
  const clusters = sets && new Float64Array(sets.reduce((most, set) => Math.max(most, set), -1) + 1);
  if (clusters) for (let i = 0; i < rows; i++) if (sets[i] >= 0) clusters[sets[i]] += parts[i];
  return {
    difference: coefficients[1],
    HC1: Math.sqrt((sumOf(rows, i => parts[i] ** 2) * people) / freedom),
    ...(clusters && clusters.length > 1
      ? {
          clusterHC1: Math.sqrt(
            (((sumOf(clusters.length, g => clusters[g] ** 2) * clusters.length) / (clusters.length - 1)) *
              (people - 1)) /
              freedom,
          ),
        }
      : {}),
  };
}

/** Weighted means (of one arm, if asked for) and sizes of the columns, so that the cross products are well scaled. */
function standards(
  { rows, columns, values }: DesignMatrix,
  treated: ArrayLike<number>,
  weights: ArrayLike<number>,
  arm: 0 | 1 | undefined,
) {
  const weight = (i: number): number => (arm === undefined || treated[i] === arm ? weights[i] : 0);
  const total = sumOf(rows, weight);
  const centres = new Float64Array(columns - 1);
  const scales = new Float64Array(columns - 1);
  for (let j = 1; j < columns; j++) {
    const centre = sumOf(rows, i => weight(i) * values[i * columns + j]) / total;
    centres[j - 1] = centre;
    scales[j - 1] =
      Math.sqrt(sumOf(rows, i => weight(i) * (values[i * columns + j] - centre) ** 2) / total) || 1;
  }
  return { centres, scales };
}
