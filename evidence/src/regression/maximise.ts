import { cholesky, choleskySolve, rowSums } from '@throughcare/numerics';
import type { CentredDesign } from './centred-design.ts';

/**
 * What a model says of one block of rows at their linear predictors `eta`: it fills `r` and `w`, the first derivative of
 * each row's log-likelihood by eta and minus the second, and gives minus twice the block's log-likelihood, up to a
 * constant of the data.
 */
export type RowModel = (
  from: number,
  count: number,
  eta: Float64Array,
  r: Float64Array,
  w: Float64Array,
) => number;

/** The maximum of a concave likelihood over the coefficients of a centred design. */
export interface Maximum {
  /** Of the centred columns; 0 for a dependent one. */
  readonly coefficients: Float64Array;
  /** X'WX at the maximum with the penalty on its diagonal, which is 0 for dependent columns. */
  readonly information: Float64Array;
  /** What the model's blocks add up to at the maximum, without the penalty. */
  readonly deviance: number;
  readonly iterations: number;
  /** Columns that follow from those before them. */
  readonly dependent: readonly number[];
  /** Columns whose coefficient runs off to infinity. */
  readonly separated: readonly number[];
}

const MOST_STEPS = 60;
/** The largest movement of a linear predictor in the last step. Newton squares the error, so about its square is left. */
const CONVERGED = 1e-9;

/**
 * Newton's method, with steps halved while the likelihood falls, until a step moves no linear predictor by more than
 * 1e-9. Every evaluation is one pass over the rows, in blocks of 4,096 added in order.
 *
 * @param start coefficients to begin with
 * @param penalty of each squared coefficient: half of it times the square is taken from the log-likelihood (ridge)
 * @throws RangeError when 60 steps do not settle it and no coefficient runs off
 */
export function maximise(
  design: CentredDesign,
  model: RowModel,
  start: Float64Array,
  penalty?: Float64Array,
): Maximum {
  const { columns, reach } = design;
  const evaluate = (at: Float64Array): Evaluation => {
    let deviance = 0;
    const sums = rowSums(design, at, (from, count, eta, r, w) => {
      deviance += model(from, count, eta, r, w);
    });
    let objective = deviance;
    if (penalty) {
      for (let j = 0; j < columns; j++) {
        objective += penalty[j] * at[j] * at[j];
        sums.cross[j] -= penalty[j] * at[j];
        sums.square[j * columns + j] += penalty[j];
      }
    }
    return { deviance, objective, gradient: sums.cross, information: sums.square };
  };

  let coefficients = start;
  let fit = evaluate(coefficients);
  const { dependent } = cholesky(fit.information, columns);
  leaveOut(fit.information, columns, dependent);
  let separated: readonly number[] = [];
  let iterations = 0;
  for (;;) {
    const step = choleskySolve(cholesky(fit.information, columns), fit.gradient);
    const move = largestMove(reach, step);
    const settled = move < CONVERGED;
    iterations++;
    let next = moved(coefficients, step, 1);
    let tried = evaluate(next);
    const allowed = fit.objective + 1e-12 * Math.abs(fit.objective);
    for (let part = 0.5; !(tried.objective <= allowed) && part > 1e-9; part /= 2) {
      next = moved(coefficients, step, part);
      tried = evaluate(next);
    }
    // The likelihood stands still and the coefficients do not: they are on their way to infinity.
    const still = fit.objective - tried.objective < 1e-9 * (Math.abs(tried.objective) + 0.1);
    coefficients = next;
    fit = tried;
    leaveOut(fit.information, columns, dependent);
    if (settled) break;
    if ((still && iterations > 20) || iterations === MOST_STEPS) {
      separated = running(reach, step);
      if (separated.length > 0) break;
      if (iterations >= MOST_STEPS) {
        throw new RangeError(
          `${MOST_STEPS} Newton steps did not settle the model (the last moved a linear predictor by ${move.toExponential(1)}). ` +
            'Look for covariates of very unequal size or nearly equal ones.',
        );
      }
    }
  }
  const { deviance, information } = fit;
  return { coefficients, information, deviance, iterations, dependent, separated };
}

interface Evaluation {
  readonly deviance: number;
  /** The deviance and twice the penalty. */
  readonly objective: number;
  readonly gradient: Float64Array;
  readonly information: Float64Array;
}

/** A column with nothing on the diagonal is dependent to `cholesky`. */
function leaveOut(information: Float64Array, columns: number, dependent: readonly number[]): void {
  for (const j of dependent) information[j * columns + j] = 0;
}

function moved(from: Float64Array, step: Float64Array, part: number): Float64Array {
  return from.map((value, j) => value + part * step[j]);
}

/** A step times the largest value of its column is a step of the linear predictor. */
function largestMove(reach: Float64Array, step: Float64Array): number {
  return reach.reduce((most, size, j) => Math.max(most, size * Math.abs(step[j])), 0);
}

/** Under separation each Newton step moves such a coefficient by about 1, for ever. */
function running(reach: Float64Array, step: Float64Array): number[] {
  return [...reach.keys()].filter(j => j > 0 && reach[j] * Math.abs(step[j]) > 0.1);
}
