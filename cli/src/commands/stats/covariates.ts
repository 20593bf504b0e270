import type { DesignMatrix } from '@throughcare/evidence';
import { columnOf } from './data.ts';
import type { Data } from './data.ts';
import { groupsOf } from './groups.ts';
import { refuseExtremes } from './magnitude.ts';
import { StatsRefused } from './refusal.ts';

/** One column of a model: a number, or a level of a factor against its baseline. */
export interface Term {
  readonly term: string;
  readonly column: string;
  readonly level?: string;
}

export interface Model {
  /** Intercept first. */
  readonly design: DesignMatrix;
  /** One for each column but the intercept. */
  readonly terms: readonly Term[];
  readonly baselines: readonly { readonly column: string; readonly level: string }[];
}

/** So few levels are a factor however few the rows are. */
const FEW = 10;
/** Time grows with the square of the terms, and memory with them in each row. */
const MOST_TERMS = 1000;

/**
 * The columns of a model: numbers as they are, a factor as its levels without the first (or, for balance, with it).
 *
 * @param factors columns of numbers that are taken as factors
 * @param allLevels true to keep the first level too
 */
export function modelOf(
  data: Data,
  names: readonly string[],
  factors: readonly string[] = [],
  allLevels = false,
): Model {
  const stray = factors.find(name => !names.includes(name));
  if (stray !== undefined)
    throw new StatsRefused(`--factor names ${stray}, which is not among the covariates.`);
  const terms: Term[] = [];
  const baselines: { column: string; level: string }[] = [];
  const values: ((row: number) => number)[] = [];
  for (const name of names) {
    const column = columnOf(data, name);
    const groups = column.kind === 'category' || factors.includes(name) ? groupsOf(column) : undefined;
    const only = groups ? groups.names.length < 2 && groups.names[0] : constantOf(column);
    if (only !== false) {
      throw new StatsRefused(
        `${name} is ${only} in every row that is used; a covariate without spread explains nothing. Leave it out.`,
      );
    }
    if (column.kind === 'number' && !groups) {
      refuseExtremes(name, column.values);
      terms.push({ term: name, column: name });
      values.push(row => column.values[row]);
      continue;
    }
    if (!groups) continue;
    if (groups.names.length > Math.max(data.used / 2, FEW)) {
      throw new StatsRefused(
        `${name} has ${groups.names.length} different texts in ${data.used} rows: that is a name or a date, and no factor. Leave it out or group its values.`,
      );
    }
    if (!allLevels) baselines.push({ column: name, level: groups.names[0] });
    groups.names.forEach((level, code) => {
      if (code === 0 && !allLevels) return;
      terms.push({ term: `${name}: ${level}`, column: name, level });
      values.push(row => (groups.codes[row] === code ? 1 : 0));
    });
  }
  const columns = terms.length + 1;
  if (columns >= data.used && !allLevels) {
    throw new StatsRefused(
      `${data.used} rows cannot carry a model of ${columns} terms. Use fewer covariates, or more rows.`,
    );
  }
  if (columns > MOST_TERMS) {
    throw new StatsRefused(
      `The covariates make a model of ${columns} terms, and more than ${MOST_TERMS} are not fitted here: ${widest(terms)}. Group its values, or leave it out.`,
    );
  }
  const matrix = new Float64Array(data.used * columns);
  for (let row = 0, at = 0; row < data.used; row++) {
    matrix[at++] = 1;
    for (const value of values) matrix[at++] = value(row);
  }
  return {
    design: {
      rows: data.used,
      columns,
      values: matrix,
      names: ['(intercept)', ...terms.map(({ term }) => term)],
    },
    terms,
    baselines,
  };
}

/** The design without its intercept, for models of hazards. */
export function withoutIntercept({ rows, columns, values }: DesignMatrix): Float64Array {
  const without = new Float64Array(rows * (columns - 1));
  for (let i = 0, at = 0; i < rows; i++) {
    for (let j = 1; j < columns; j++) without[at++] = values[i * columns + j];
  }
  return without;
}

/** Refuses columns that follow from others, by name. */
export function requireIndependent(dependent: readonly number[], names: readonly string[]): void {
  if (dependent.length === 0) return;
  if (dependent.length === names.length) {
    throw new StatsRefused(
      `The events say nothing about ${names.join(', ')}: whenever one happened, everybody at risk was alike in that. Follow people for longer, or compare others.`,
    );
  }
  const which = dependent.map(j => names[j]);
  throw new StatsRefused(
    `${which.join(' and ')} ${which.length > 1 ? 'follow' : 'follows'} from the other covariates (collinear), so ${which.length > 1 ? 'their effects' : 'its effect'} cannot be told from theirs. Leave ${which.length > 1 ? 'them' : 'it'} out.`,
  );
}

/** Which column has the most terms, and how many. */
function widest(terms: readonly Term[]): string {
  const counts = new Map<string, number>();
  for (const { column } of terms) counts.set(column, (counts.get(column) ?? 0) + 1);
  const [[name, count]] = [...counts].sort((a, b) => b[1] - a[1]);
  return `${name} alone has ${count}`;
}

function constantOf(column: ReturnType<typeof columnOf>): string | false {
  if (column.kind !== 'number') return false;
  const [first] = column.values;
  return column.values.every(value => value === first) && String(first);
}
