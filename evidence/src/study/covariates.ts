import { sum } from '@throughcare/numerics';
import type { CovariateSpec } from '../protocol/schema.ts';
import type { Column } from '../extract/columns.ts';
import { columnNamed } from '../extract/where.ts';
import type { DesignMatrix } from '../design-matrix.ts';

/** The covariates of a cohort as numbers. */
export interface Covariates {
  /** For the propensity: categories without their first level. */
  readonly design: DesignMatrix;
  /** For balance: every level of every category. */
  readonly full: DesignMatrix;
  /** Columns of `full` that are levels of a category. */
  readonly levels: readonly number[];
}

const DAYS_A_YEAR = 365.25;

/**
 * Turns the covariates of `rows` into design columns. A category's reference is the first level of its list that
 * somebody has (of free text: the first by the alphabet); a number is divided by `per`; a date counts in years.
 * Numbers and dates are centred on a whole number near their mean, which changes no result and keeps it exact.
 */
export function buildCovariates(
  specs: readonly CovariateSpec[],
  columns: ReadonlyMap<string, Column>,
  rows: Int32Array,
): Covariates {
  const named: { name: string; values: Float64Array; reference: boolean; level: boolean }[] = [];
  for (const { column: name, as, per = 1 } of specs) {
    const column = columnNamed(columns, name);
    if (as === 'category' && column.kind === 'category') {
      const present = new Set(Array.from(rows, row => column.codes[row]));
      const codes = [...present].sort((a, b) => a - b);
      codes.forEach((code, i) => {
        const values = Float64Array.from(rows, row => (column.codes[row] === code ? 1 : 0));
        named.push({ name: `${name}: ${column.levels[code]}`, values, reference: i === 0, level: true });
      });
    } else if (column.kind !== 'category') {
      const source = column.kind === 'date' ? column.days : column.values;
      const unit = column.kind === 'date' ? DAYS_A_YEAR : per;
      const raw = Float64Array.from(rows, row => source[row]);
      const middle = Math.round(sum(raw) / Math.max(1, raw.length));
      const values = raw.map(value => (value - middle) / unit);
      named.push({ name: sayUnit(name, as, per), values, reference: false, level: false });
    }
  }
  const full = matrix(rows.length, named);
  const levels = named.flatMap(({ level }, j) => (level ? [j + 1] : []));
  return {
    full,
    levels,
    design: matrix(
      rows.length,
      named.filter(({ reference }) => !reference),
    ),
  };
}

function sayUnit(name: string, as: CovariateSpec['as'], per: number): string {
  if (as === 'years') return `${name} (years)`;
  return per === 1 ? name : `${name} (per ${per})`;
}

function matrix(rows: number, named: readonly { name: string; values: Float64Array }[]): DesignMatrix {
  const columns = named.length + 1;
  const values = new Float64Array(rows * columns);
  for (let i = 0; i < rows; i++) values[i * columns] = 1;
  named.forEach(({ values: column }, j) => {
    for (let i = 0; i < rows; i++) values[i * columns + j + 1] = column[i];
  });
  return { rows, columns, values, names: ['(intercept)', ...named.map(({ name }) => name)] };
}
