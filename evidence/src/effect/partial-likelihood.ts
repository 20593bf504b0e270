import { cholesky, choleskySolve } from '@throughcare/numerics';
import type { Cholesky } from '@throughcare/numerics';
import { nameOf } from './cox-data.ts';

/** A log (partial) likelihood at one set of coefficients. */
export interface Likelihood {
  readonly logLikelihood: number;
  readonly score: Float64Array;
  /** The negative Hessian, columns x columns; 0 on the diagonal where the data tells nothing of a column. */
  readonly information: Float64Array;
}

export interface Maximum<Model extends Likelihood> {
  readonly coefficients: Float64Array;
  readonly atZero: Model;
  readonly model: Model;
  /** Of the information at the maximum. */
  readonly factor: Cholesky;
  readonly iterations: number;
}

const MOST_STEPS = 60;
/** Newton squares what a step leaves, so the last step, which is taken without another look, leaves about the square of it. */
const CONVERGED = 1e-9;

/**
 * Newton's method from 0, steps halved while the likelihood falls, until a step moves no linear predictor by more than
 * 1e-9 of itself.
 *
 * @param reach the largest size of a value of each column
 * @throws RangeError naming the columns whose coefficients run off to infinity
 */
export function maximisePartial<Model extends Likelihood>(
  evaluate: (coefficients: Float64Array) => Model,
  reach: Float64Array,
  names: readonly string[] | undefined,
): Maximum<Model> {
  const columns = reach.length;
  let coefficients = new Float64Array(columns);
  const atZero = evaluate(coefficients);
  if (!hasValue(atZero)) {
    throw new RangeError(
      'The likelihood is no number at all: weights or covariates are too large or too small. Rescale them.',
    );
  }
  const first = cholesky(atZero.information, columns);
  const dependent = new Set(first.dependent);
  let model = atZero;
  let before = Number.POSITIVE_INFINITY;
  let still = false;
  for (let iterations = 1; ; iterations++) {
    for (const j of dependent) model.information[j * columns + j] = 0;
    const factor = cholesky(model.information, columns);
    const step = choleskySolve(factor, model.score);
    const moves = Array.from(step, (value, j) => Math.abs(value) * reach[j]);
    const move = Math.max(...moves);
    // Columns that tell nothing any more, and columns that move on while the likelihood stands still, run to infinity.
    const lost = factor.dependent.filter(j => !dependent.has(j));
    const running = moves.flatMap((one, j) => (one > 0.1 ? [j] : []));
    const clear = lost.some(j => first.lower[j * columns + j] ** 2 > 1e-8);
    if (clear || (still && iterations > 12 && running.length > 0) || iterations > MOST_STEPS) {
      throw new RangeError(sayRunning([...running, ...lost], names));
    }
    if (lost.length > 0) {
      // They were hardly apart from others to begin with: begin again without them.
      for (const j of lost) dependent.add(j);
      coefficients = new Float64Array(columns);
      model = evaluate(coefficients);
      before = Number.POSITIVE_INFINITY;
      continue;
    }
    // Where rounding is all that is left, steps no longer shrink.
    if (move < CONVERGED || (move < 1e-5 && move > before / 2)) {
      return { coefficients: moved(coefficients, step, 1), atZero, model, factor, iterations };
    }
    before = move;
    let part = 1;
    let next = moved(coefficients, step, part);
    let tried = evaluate(next);
    const allowed = model.logLikelihood - 1e-12 * Math.abs(model.logLikelihood);
    while (!(hasValue(tried) && tried.logLikelihood >= allowed)) {
      part /= 2;
      if (part < 1e-9) {
        if (running.length > 0) throw new RangeError(sayRunning(running, names));
        throw new RangeError(
          'No step raises the likelihood: look for covariates of very unequal size, or a value far from the others.',
        );
      }
      next = moved(coefficients, step, part);
      tried = evaluate(next);
    }
    still = tried.logLikelihood - model.logLikelihood < 1e-9 * (Math.abs(tried.logLikelihood) + 0.1);
    coefficients = next;
    model = tried;
  }
}

function hasValue({ logLikelihood, score, information }: Likelihood): boolean {
  return Number.isFinite(logLikelihood) && score.every(Number.isFinite) && information.every(Number.isFinite);
}

function moved(from: Float64Array, step: Float64Array, part: number): Float64Array<ArrayBuffer> {
  return Float64Array.from(from, (value, j) => value + part * step[j]);
}

function sayRunning(columns: readonly number[], names: readonly string[] | undefined): string {
  const which = [...new Set(columns)].map(j => nameOf(j, names)).join(', ');
  return (
    `A hazard ratio ran off to 0 or infinity${which === '' ? '' : ` (${which})`}: some group or covariate value had no ` +
    'events at all, or all of them. Merge it with another, or leave it out.'
  );
}

/** A vector times the inverse of a factored matrix times the vector. */
export function quadraticForm(factor: Cholesky, vector: Float64Array): number {
  const solved = choleskySolve(factor, vector);
  return vector.reduce((total, value, j) => total + value * solved[j], 0);
}

/**
 * Sets to 0 on the diagonal of an information what is rounding: a column that is level within every risk set tells nothing.
 *
 * @param people the part of the information that is not about means of risk sets
 */
export function levelColumns(information: Float64Array, people: Float64Array, columns: number): void {
  for (let j = 0; j < columns; j++) {
    const at = j * columns + j;
    if (information[at] <= 1e-11 * people[at]) information[at] = 0;
  }
}
