import { stream } from '@throughcare/numerics';
import type { Luck } from './draw-coefficients.ts';
import { drawCategory } from './draw-category.ts';
import { drawNumber } from './draw-number.ts';
import type { NumberMethod } from './draw-number.ts';
import { checkVariables, lengthOf } from './variable.ts';
import type { Variable } from './variable.ts';
import { completedOf, filledAtFirst, imputedMean, predictorsOf, widthOf, workingOf } from './working.ts';
import type { Working } from './working.ts';

export interface ImputationOptions {
  readonly imputations: number;
  readonly iterations: number;
  readonly seed: number;
  /** How numbers are drawn: from people with a like prediction (`matching`), or from the normal model. */
  readonly numbers?: NumberMethod;
  /** The whole number by which each row's luck is known, whatever its place; its place when left out. */
  readonly person?: ArrayLike<number>;
}

export interface Imputations {
  /** The completed variables of each imputation, in the order given. */
  readonly completed: readonly (readonly Variable[])[];
  /** By variable with gaps: how many there were. */
  readonly gaps: readonly { readonly name: string; readonly count: number }[];
  /**
   * The mean of the imputed values after each iteration (of a category, the share given its commonest level), by
   * imputation and variable: lines that should mingle and not drift.
   */
  readonly trace: readonly { readonly name: string; readonly means: readonly (readonly number[])[] }[];
  /** Sentences on variables that could not serve as predictors, as they are the same for all or follow from others. */
  readonly notes: readonly string[];
}

/** Of the draws that belong to a model and not to a person. */
const MODEL = 0xffffffff;

/**
 * Multiple imputation by chained equations (van Buuren and Groothuis-Oudshoorn 2011): each variable with gaps is
 * regressed on all others in turn, its parameters drawn and its gaps filled from them, several times over; and all that
 * as often as there are imputations. Numbers by predictive mean matching or a normal model, two levels by a logistic
 * model, more by a multinomial one. Whoever imputes without an outcome leaves it out of
 * `variables`. The same seed and people give the same, whatever the order of rows, variables and labels (but for
 * rounding, and for levels that equally many have).
 *
 * @throws RangeError for a variable that nobody has, variables of unequal length, numbers that are infinite, codes that
 *   are no levels, a number that too few have, or fewer than two imputations
 */
export function imputeChained(variables: readonly Variable[], options: ImputationOptions): Imputations {
  const { imputations, iterations, seed, numbers = 'matching' } = options;
  checkVariables(variables);
  const rows = lengthOf(variables[0]);
  checkOptions(options, rows);
  const person = options.person ?? Int32Array.from({ length: rows }, (_, i) => i);
  // In the order of names, so that no order of columns matters.
  const byName = [...variables.keys()].sort((a, b) => (variables[a].name < variables[b].name ? -1 : 1));
  const given = byName.map(k => workingOf(variables[k]));
  // From the fewest gaps to the most, as mice can.
  const visits = [...given.keys()]
    .filter(k => given[k].gaps.length > 0)
    .sort((a, b) => given[a].gaps.length - given[b].gaps.length);
  const notes = new Set(
    given
      .filter(one => widthOf(one) === 0)
      .map(({ name }) => `${name} is the same for everybody who has it; nothing can be told from it.`),
  );
  const luckOf = (imputation: number, iteration: number, variable: number): Luck => {
    // One stream for a model's parameters and one for each person, by what they are for.
    const run = imputation * (iterations + 1) + iteration;
    return {
      model: stream(seed, run, MODEL, variable),
      of: row => stream(seed, run, person[row], variable),
    };
  };
  const trace = visits.map(k => ({ name: given[k].name, means: [] as number[][] }));
  const completed = Array.from({ length: imputations }, (_, imputation) => {
    const current = given.map((one, k) => filledAtFirst(one, luckOf(imputation, 0, k).of));
    const means = visits.map((): number[] => []);
    for (let iteration = 1; iteration <= iterations; iteration++) {
      visits.forEach((k, v) => {
        current[k] = redrawn(current, k, numbers, luckOf(imputation, iteration, k), notes);
        means[v].push(imputedMean(current[k]));
      });
    }
    means.forEach((line, v) => trace[v].means.push(line));
    const place = new Map(byName.map((k, at) => [k, at]));
    return variables.map((variable, k) => completedOf(variable, current[place.get(k) ?? 0]));
  });
  return {
    completed,
    gaps: visits.map(k => ({ name: given[k].name, count: given[k].gaps.length })),
    trace,
    notes: [...notes],
  };
}

function redrawn(
  current: readonly Working[],
  k: number,
  numbers: NumberMethod,
  luck: Luck,
  notes: Set<string>,
): Working {
  const own = current[k];
  const design = predictorsOf(current, k);
  const noteAll = (dependent: readonly number[]): void => {
    for (const column of dependent) {
      notes.add(
        `In the model for ${own.name}, ${design.names[column]} (or a level of it) follows from other variables and tells nothing more.`,
      );
    }
  };
  if (own.kind === 'number') {
    const { values, dependent } = drawNumber(design, own, numbers, luck);
    noteAll(dependent);
    return { ...own, values };
  }
  const { codes, dependent } = drawCategory(design, own, luck);
  noteAll(dependent);
  return { ...own, codes };
}

function checkOptions({ imputations, iterations, person }: ImputationOptions, rows: number): void {
  if (!(Number.isInteger(imputations) && imputations >= 2)) {
    throw new RangeError(`imputations was ${imputations}; two or more are needed to see how they differ.`);
  }
  if (!(Number.isInteger(iterations) && iterations >= 1)) {
    throw new RangeError(`iterations was ${iterations}; one or more are needed.`);
  }
  if (person !== undefined && person.length !== rows) {
    throw new RangeError(
      `person has ${person.length} numbers and there are ${rows} rows; each row needs one.`,
    );
  }
}
