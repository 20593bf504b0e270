import { stream } from '@throughcare/numerics';
import type { RandomStream } from '@throughcare/numerics';
import type { DesignMatrix } from '../design-matrix.ts';
import { drawCategory } from './draw-category.ts';
import { drawNumber } from './draw-number.ts';
import type { NumberMethod } from './draw-number.ts';
import { columnsOf, isGap, lengthOf, writePredictors } from './variable.ts';
import type { Variable } from './variable.ts';

export interface ImputationOptions {
  readonly imputations: number;
  readonly iterations: number;
  readonly seed: number;
  /** How numbers are drawn: from people with a like prediction (`matching`), or from the normal model. */
  readonly numbers?: NumberMethod;
  /** The number by which each row's luck is known, whatever its place; its place when left out. */
  readonly person?: ArrayLike<number>;
}

export interface Imputations {
  /** The completed variables of each imputation, in the order given. */
  readonly completed: readonly (readonly Variable[])[];
  /** By variable with gaps: how many there were. */
  readonly gaps: readonly { readonly name: string; readonly count: number }[];
  /** The mean of the imputed values after each iteration, by imputation and variable: lines that do not drift. */
  readonly trace: readonly { readonly name: string; readonly means: readonly (readonly number[])[] }[];
}

/**
 * Multiple imputation by chained equations (van Buuren and Groothuis-Oudshoorn 2011): each variable with gaps is
 * regressed on all others in turn, its parameters drawn and its gaps filled from them, several times over; and all that
 * as often as there are imputations. Numbers by predictive mean matching or a normal model, two levels by a logistic
 * model, more by logistic models of one level after another.
 *
 * @throws RangeError for a variable that nobody has, variables of unequal length, or fewer than two imputations
 */
export function imputeChained(variables: readonly Variable[], options: ImputationOptions): Imputations {
  const { imputations, iterations, seed, numbers = 'matching' } = options;
  const rows = variables.length === 0 ? 0 : lengthOf(variables[0]);
  check(variables, rows, options);
  const person = options.person ?? Int32Array.from({ length: rows }, (_, i) => i);
  const gapsOf = variables.map(variable => gapRows(variable, rows));
  // From the fewest gaps to the most, as mice can; names decide between equals, so that no order of columns matters.
  const visits = variables
    .map((_, k) => k)
    .filter(k => gapsOf[k].length > 0)
    .sort((a, b) => gapsOf[a].length - gapsOf[b].length || (variables[a].name < variables[b].name ? -1 : 1));
  const luckOf = (imputation: number, iteration: number, variable: number) => {
    // One stream for a model's parameters and one for each person, by what they are for.
    const run = imputation * (iterations + 1) + iteration;
    return {
      model: stream(seed, run, 0xffffffff, variable),
      of: (row: number): RandomStream => stream(seed, run, person[row], variable),
    };
  };
  const trace = visits.map(k => ({ name: variables[k].name, means: [] as number[][] }));
  const completed = Array.from({ length: imputations }, (_, imputation) => {
    const current = variables.map((variable, k) => filled(variable, gapsOf[k], luckOf(imputation, 0, k).of));
    const means = visits.map((): number[] => []);
    for (let iteration = 1; iteration <= iterations; iteration++) {
      visits.forEach((k, v) => {
        const design = designOf(current, k, rows);
        const luck = luckOf(imputation, iteration, k);
        const gaps = gapsOf[k];
        const own = variables[k];
        current[k] =
          own.kind === 'number'
            ? { ...own, values: drawNumber(design, own.values, gaps, numbers, luck) }
            : { ...own, codes: drawCategory(design, own, gaps, luck) };
        means[v].push(meanOf(current[k], gaps));
      });
    }
    means.forEach((line, v) => trace[v].means.push(line));
    return current;
  });
  return {
    completed,
    gaps: visits.map(k => ({ name: variables[k].name, count: gapsOf[k].length })),
    trace,
  };
}

function check(
  variables: readonly Variable[],
  rows: number,
  { imputations, iterations }: ImputationOptions,
): void {
  if (!(Number.isInteger(imputations) && imputations >= 2)) {
    throw new RangeError(`imputations was ${imputations}; two or more are needed to see how they differ.`);
  }
  if (!(Number.isInteger(iterations) && iterations >= 1)) {
    throw new RangeError(`iterations was ${iterations}; one or more are needed.`);
  }
  for (const variable of variables) {
    if (lengthOf(variable) !== rows) {
      throw new RangeError(`${variable.name} has ${lengthOf(variable)} rows and the first variable ${rows}.`);
    }
    let known = 0;
    for (let row = 0; row < rows; row++) if (!isGap(variable, row)) known++;
    if (known === 0) {
      throw new RangeError(
        `${variable.name} is recorded for nobody, so nothing can be imputed from it. Leave it out.`,
      );
    }
  }
}

function gapRows(variable: Variable, rows: number): Int32Array {
  const gaps: number[] = [];
  for (let row = 0; row < rows; row++) if (isGap(variable, row)) gaps.push(row);
  return Int32Array.from(gaps);
}

/** Gaps filled by draws from what others have: where the chains begin. */
function filled(variable: Variable, gaps: Int32Array, luckOf: (row: number) => RandomStream): Variable {
  if (gaps.length === 0) return variable;
  if (variable.kind === 'number') {
    const known = variable.values.filter(value => !Number.isNaN(value)).sort();
    const values = variable.values.slice();
    for (const row of gaps) values[row] = known[luckOf(row).below(known.length)];
    return { ...variable, values };
  }
  const known = variable.codes.filter(code => code !== -1).sort();
  const codes = variable.codes.slice();
  for (const row of gaps) codes[row] = known[luckOf(row).below(known.length)];
  return { ...variable, codes };
}

/** All other variables as predictors, intercept first. */
function designOf(variables: readonly Variable[], without: number, rows: number): DesignMatrix {
  const others = variables.filter((_, k) => k !== without);
  const columns = 1 + others.reduce((total, variable) => total + columnsOf(variable), 0);
  const values = new Float64Array(rows * columns);
  const names = ['(intercept)'];
  let at = 1;
  for (let row = 0; row < rows; row++) values[row * columns] = 1;
  for (const variable of others) {
    for (let row = 0; row < rows; row++) writePredictors(variable, row, values, row * columns + at);
    for (let c = 0; c < columnsOf(variable); c++) names.push(`${variable.name} ${c}`);
    at += columnsOf(variable);
  }
  return { rows, columns, values, names };
}

function meanOf(variable: Variable, rows: Int32Array): number {
  const values = variable.kind === 'number' ? variable.values : variable.codes;
  return rows.reduce((total, row) => total + values[row], 0) / rows.length;
}
