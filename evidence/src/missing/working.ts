import { sumOf } from '@throughcare/numerics';
import type { DesignMatrix } from '../design-matrix.ts';
import type { RandomStream } from '@throughcare/numerics';
import { isGap, lengthOf } from './variable.ts';
import type { Variable } from './variable.ts';

/**
 * A variable as the chains work on it, its gaps filled by what they last drew. Numbers serve as predictors about the
 * mean and in standard deviations of those recorded, so that units do not matter; the levels of a category that
 * somebody has are ordered by how many have them, so that the order of labels does not.
 */
export type Working =
  | {
      readonly kind: 'number';
      readonly name: string;
      readonly gaps: Int32Array;
      readonly known: Int32Array;
      readonly values: Float64Array;
      readonly centre: number;
      /** 0 where all recorded values are the same. */
      readonly spread: number;
    }
  | {
      readonly kind: 'category';
      readonly name: string;
      readonly gaps: Int32Array;
      readonly known: Int32Array;
      /** Places in `labels`, the commonest level first. */
      readonly codes: Int32Array;
      readonly labels: Int32Array;
    };

export function workingOf(variable: Variable): Working {
  const rows = Int32Array.from({ length: lengthOf(variable) }, (_, row) => row);
  const { name } = variable;
  const gaps = rows.filter(row => isGap(variable, row));
  const known = rows.filter(row => !isGap(variable, row));
  if (variable.kind === 'number') {
    const { values } = variable;
    const first = values[known[0]];
    const centre = first + sumOf(known.length, i => values[known[i]] - first) / known.length;
    const squares = sumOf(known.length, i => (values[known[i]] - centre) ** 2);
    const isConstant = known.every(row => values[row] === first);
    const spread = isConstant ? 0 : Math.sqrt(squares / (known.length - 1));
    return { kind: 'number', name, gaps, known, values: values.slice(), centre, spread };
  }
  const counts = new Int32Array(variable.levels);
  for (const row of known) counts[variable.codes[row]]++;
  const labels = Int32Array.from(counts.keys())
    .filter(label => counts[label] > 0)
    .sort((a, b) => counts[b] - counts[a] || a - b);
  const place = new Int32Array(variable.levels);
  labels.forEach((label, at) => (place[label] = at));
  const codes = variable.codes.map(label => (label === -1 ? -1 : place[label]));
  return { kind: 'category', name, gaps, known, codes, labels };
}

/** The variable as it was given, its gaps filled. */
export function completedOf(given: Variable, working: Working): Variable {
  if (working.gaps.length === 0) return given;
  if (given.kind === 'number' && working.kind === 'number') return { ...given, values: working.values };
  if (given.kind === 'category' && working.kind === 'category') {
    return { ...given, codes: working.codes.map(place => working.labels[place]) };
  }
  throw new TypeError(`${given.name} is a ${given.kind} and was worked on as a ${working.kind}.`);
}

/** Gaps filled by draws from what others have: where the chains begin. */
export function filledAtFirst(working: Working, luckOf: (row: number) => RandomStream): Working {
  const { gaps, known } = working;
  if (gaps.length === 0) return working;
  if (working.kind === 'number') {
    const pool = Float64Array.from(known, row => working.values[row]).sort();
    const values = working.values.slice();
    for (const row of gaps) values[row] = pool[luckOf(row).below(pool.length)];
    return { ...working, values };
  }
  const pool = Int32Array.from(known, row => working.codes[row]).sort();
  const codes = working.codes.slice();
  for (const row of gaps) codes[row] = pool[luckOf(row).below(pool.length)];
  return { ...working, codes };
}

/** All other variables as predictors, intercept first. */
export function predictorsOf(all: readonly Working[], without: number): DesignMatrix {
  const rows = all[without].gaps.length + all[without].known.length;
  const others = all.filter((_, k) => k !== without);
  const names = [
    '(intercept)',
    ...others.flatMap(other => Array.from({ length: widthOf(other) }, () => other.name)),
  ];
  const columns = names.length;
  const values = new Float64Array(rows * columns);
  for (let row = 0; row < rows; row++) values[row * columns] = 1;
  let at = 1;
  for (const other of others) {
    if (other.kind === 'number') {
      if (other.spread === 0) continue;
      for (let row = 0; row < rows; row++) {
        values[row * columns + at] = (other.values[row] - other.centre) / other.spread;
      }
    } else {
      for (let row = 0; row < rows; row++) {
        if (other.codes[row] > 0) values[row * columns + at + other.codes[row] - 1] = 1;
      }
    }
    at += widthOf(other);
  }
  return { rows, columns, values, names };
}

/** Columns that a variable makes as a predictor: none when everybody has the same, a level each but the commonest. */
export function widthOf(working: Working): number {
  return working.kind === 'number' ? Number(working.spread > 0) : working.labels.length - 1;
}

/** The mean of what was imputed; of a category, the share that was given its commonest level. */
export function imputedMean(working: Working): number {
  const { gaps } = working;
  const of =
    working.kind === 'number'
      ? (row: number) => working.values[row]
      : (row: number) => Number(working.codes[row] === 0);
  return sumOf(gaps.length, i => of(gaps[i])) / gaps.length;
}
