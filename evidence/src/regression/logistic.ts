import { sum } from '@throughcare/numerics';
import type { DesignMatrix } from '../design-matrix.ts';
import { centredDesign } from './centred-design.ts';
import { logitRows } from './logit.ts';
import { fitModel, requireColumn, requireWeights } from './regression-fit.ts';
import type { RegressionFit } from './regression-fit.ts';

/** A logistic regression; `fitted` are probabilities. */
export interface LogisticFit extends RegressionFit {
  /** Minus twice the log-likelihood of the intercept alone. */
  readonly nullDeviance: number;
}

/**
 * Logistic regression of a 0/1 outcome by maximum likelihood (Newton, which is IRLS here), until a step moves no linear
 * predictor by more than 1e-9.
 *
 * @param y 1 or 0 for each row of `design`
 * @param options.weights how many times each row counts: 0 or more
 * @throws RangeError when `y` is the same in every row that counts; when a coefficient has no finite estimate
 *   (separation), naming the columns; for bad numbers, naming what and where
 */
export function logisticRegression(
  design: DesignMatrix,
  y: ArrayLike<number>,
  { weights: given }: { readonly weights?: ArrayLike<number> } = {},
): LogisticFit {
  const { rows, columns } = design;
  requireColumn('y', y, rows, value => value === 0 || value === 1, '0 or 1');
  const weights = requireWeights(given, rows);
  const total = weights ? sum(weights) : rows;
  const happened = Uint8Array.from(y);
  const ones = weights ? sum(weights.map((weight, i) => weight * happened[i])) : sum(happened);
  if (ones === 0 || ones === total) {
    throw new RangeError(
      `y is ${ones === 0 ? 0 : 1} in every row that counts; a logistic regression needs both 0 and 1.`,
    );
  }
  const start = new Float64Array(columns);
  start[0] = Math.log(ones / (total - ones));
  const fitted = new Float64Array(rows);
  const model = { rows: logitRows(happened, fitted, weights), start };
  const { maximum, parts, ...fit } = fitModel(centredDesign(design), model, weights, 'outcome');
  const { deviance, iterations } = maximum;
  return {
    ...fit,
    names: design.names,
    fitted,
    rows,
    deviance,
    nullDeviance: -2 * (ones * Math.log(ones / total) + (total - ones) * Math.log(1 - ones / total)),
    logLikelihood: -deviance / 2,
    aic: deviance + 2 * parts.rank,
    iterations,
    parts,
  };
}
