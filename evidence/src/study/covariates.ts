import { BLOCK, sumOf } from '@throughcare/numerics';
import type { CovariateSpec } from '../protocol/schema.ts';
import type { Column } from '../extract/columns.ts';
import { NO_DAY } from '../extract/columns.ts';
import { columnNamed } from '../extract/where.ts';
import type { DesignMatrix } from '../design-matrix.ts';

/** One covariate of every member of the cohort. */
export type Covariate =
  | {
      readonly kind: 'category';
      readonly column: string;
      /** Levels that somebody has; the first is the reference. */
      readonly levels: readonly string[];
      /** Each member's level; -1 where it is missing. */
      readonly codes: Int32Array;
    }
  | {
      readonly kind: 'number';
      readonly column: string;
      /** The column with its unit. */
      readonly name: string;
      /** In the unit, from a whole number near the mean; NaN where it is missing. */
      readonly values: Float64Array;
    };

export interface Covariates {
  readonly people: number;
  readonly columns: readonly Covariate[];
}

const DAYS_A_YEAR = 365.25;
export const NOT_RECORDED_LEVEL = 'not recorded';

/**
 * The covariates of `rows`. A category's reference is the first level of its list that somebody has; a number is
 * divided by `per`; a date counts in years. Numbers and dates are centred on a whole number near their mean, which
 * changes no result and keeps it exact.
 */
export function buildCovariates(
  specs: readonly CovariateSpec[],
  columns: ReadonlyMap<string, Column>,
  rows: Int32Array,
): Covariates {
  return {
    people: rows.length,
    columns: specs.map(spec => {
      const column = columnNamed(columns, spec.column);
      return column.kind === 'category' ? category(spec.column, column, rows) : number(spec, column, rows);
    }),
  };
}

function category(name: string, column: Extract<Column, { kind: 'category' }>, rows: Int32Array): Covariate {
  const isPresent = new Uint8Array(column.levels.length);
  for (const row of rows) if (column.codes[row] !== -1) isPresent[column.codes[row]] = 1;
  const place = new Int32Array(column.levels.length).fill(-1);
  const levels = column.levels.filter((_, code) => isPresent[code] === 1);
  for (let code = 0, next = 0; code < place.length; code++) if (isPresent[code] === 1) place[code] = next++;
  const codes = new Int32Array(rows.length);
  for (let i = 0; i < rows.length; i++) {
    const code = column.codes[rows[i]];
    codes[i] = code === -1 ? -1 : place[code];
  }
  return { kind: 'category', column: name, levels, codes };
}

function number(
  { column: name, as, per = 1 }: CovariateSpec,
  column: Exclude<Column, { kind: 'category' }>,
  rows: Int32Array,
): Covariate {
  const source = column.kind === 'date' ? column.days : column.values;
  const unit = column.kind === 'date' ? DAYS_A_YEAR : per;
  const at = (i: number): number => {
    const value = source[rows[i]];
    return column.kind === 'date' && value === NO_DAY ? Number.NaN : value;
  };
  const known = sumOf(rows.length, i => (Number.isNaN(at(i)) ? 0 : 1));
  const middle = Math.round(sumOf(rows.length, i => (Number.isNaN(at(i)) ? 0 : at(i))) / Math.max(1, known));
  const values = new Float64Array(rows.length);
  for (let i = 0; i < rows.length; i++) values[i] = (at(i) - middle) / unit;
  return { kind: 'number', column: name, name: sayUnit(name, as, per), values };
}

function sayUnit(name: string, as: CovariateSpec['as'], per: number): string {
  if (as === 'years') return `${name} (years)`;
  return per === 1 ? name : `${name} (per ${per})`;
}

/**
 * Missing values as a level of their own: of a number, 0 (near its mean) with a level beside it. Right where being
 * recorded is itself what sent people to an arm; else it leaves some confounding in (Groenwold and others 2012).
 */
export function withIndicators({ people, columns }: Covariates): Covariates {
  return {
    people,
    columns: columns.flatMap((covariate): Covariate[] => {
      if (covariate.kind === 'category') {
        if (!covariate.codes.includes(-1)) return [covariate];
        const levels = [...covariate.levels, NOT_RECORDED_LEVEL];
        return [
          {
            ...covariate,
            levels,
            codes: covariate.codes.map(code => (code === -1 ? levels.length - 1 : code)),
          },
        ];
      }
      const { column, values } = covariate;
      if (!values.some(Number.isNaN)) return [covariate];
      const codes = new Int32Array(people).map((_, i) => (Number.isNaN(values[i]) ? 1 : 0));
      return [
        { ...covariate, values: values.map(value => (Number.isNaN(value) ? 0 : value)) },
        { kind: 'category', column, levels: ['recorded', NOT_RECORDED_LEVEL], codes },
      ];
    }),
  };
}

/** The covariates of these people only. */
export function takeMembers({ columns }: Covariates, members: Int32Array): Covariates {
  return {
    people: members.length,
    columns: columns.map(covariate =>
      covariate.kind === 'category'
        ? { ...covariate, codes: members.map(i => covariate.codes[i]) }
        : { ...covariate, values: Float64Array.from(members, i => covariate.values[i]) },
    ),
  };
}

/** Only the covariates of these columns. */
export function onlyColumns({ people, columns }: Covariates, names: readonly string[]): Covariates {
  return { people, columns: columns.filter(({ column }) => names.includes(column)) };
}

/**
 * The design of `members`: an intercept, numbers, and 0/1 levels. For a propensity a category goes without its
 * reference; for balance every level is there. Levels that no member has are left out.
 */
export function matrixOf(
  { columns }: Covariates,
  members: Int32Array,
  levelsFor: 'propensity' | 'balance',
): DesignMatrix {
  const rows = members.length;
  const parts = columns.map(covariate => {
    if (covariate.kind === 'number') return { covariate, place: undefined, names: [covariate.name] };
    const { codes, levels, column } = covariate;
    const isPresent = new Uint8Array(levels.length);
    for (const i of members) isPresent[codes[i]] = 1;
    // The reference is the first level that somebody of these has.
    let skipped = levelsFor === 'balance';
    const place = new Int32Array(levels.length).fill(-1);
    const names: string[] = [];
    levels.forEach((level, code) => {
      if (isPresent[code] === 0) return;
      if (!skipped) skipped = true;
      else place[code] = names.push(`${column}: ${level}`) - 1;
    });
    return { covariate, place, names };
  });
  const names = ['(intercept)', ...parts.flatMap(part => part.names)];
  const width = names.length;
  const values = new Float64Array(rows * width);
  // A block of rows at a time, which stays in the processor's cache while column after column is filled in.
  for (let start = 0; start < rows; start += BLOCK) {
    const end = Math.min(rows, start + BLOCK);
    for (let i = start; i < end; i++) values[i * width] = 1;
    let from = 1;
    for (const { covariate, place, names: own } of parts) {
      if (covariate.kind === 'number') {
        for (let i = start; i < end; i++) values[i * width + from] = covariate.values[members[i]];
      } else if (place !== undefined) {
        for (let i = start; i < end; i++) {
          const at = place[covariate.codes[members[i]]];
          if (at >= 0) values[i * width + from + at] = 1;
        }
      }
      from += own.length;
    }
  }
  return { rows, columns: width, values, names };
}

/** Columns without any spread among `members`, by name: they tell nothing and leave the model. */
export function constantColumns({ columns }: Covariates, members: Int32Array): string[] {
  return columns
    .filter(covariate => {
      const source = covariate.kind === 'category' ? covariate.codes : covariate.values;
      return members.every(i => source[i] === source[members[0]]);
    })
    .map(({ column }) => column);
}
