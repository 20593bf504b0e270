import type { Body } from './body.ts';
import { cellRule } from './cell-rule.ts';
import type { CellRule } from './cell-rule.ts';
import { takeRows, valuesOf } from './columns.ts';
import type { Column } from './columns.ts';
import type { NamedRequest } from './parquet.ts';

/** Types values that a file gives as values, by the same rules as text. */
export interface ValueTyper {
  /** Ids of the rows from `from` on; before the cells of these rows. */
  ids(from: number, values: ArrayLike<unknown>): void;
  /** Cells of the k-th wanted column; columns in order, so that a row is rejected for the first that is wrong. */
  cells(k: number, from: number, values: ArrayLike<unknown>): void;
  finish(): Body;
}

const MS_A_DAY = 86_400_000;
const MISSING = -1;

export function valueTyper(rows: number, request: NamedRequest): ValueTyper {
  const { wanted, missing, lastDay } = request;
  const rules = wanted.map(({ spec }) => cellRule(spec, missing, lastDay));
  const arrays = rules.map(({ kind }) => (kind === 'number' ? new Float64Array(rows) : new Int32Array(rows)));
  const texts = rules.map(() => new Map<string, number | string>());
  const names = rules.map((): string[] => []);
  const persons: string[] = request.id === undefined ? [] : Array.from({ length: rows }, () => '');
  /** By row: why it is rejected. */
  const faults = new Map<number, string>();
  const wordsForNumbers = [...missing].some(word => word !== '' && !Number.isNaN(Number(word)));

  function read(k: number, value: unknown): number | string {
    const rule = rules[k];
    if (rule.kind === 'number' && !wordsForNumbers) {
      // The double nearest to a large integer is what its text would give, too.
      const number = typeof value === 'bigint' ? Number(value) : value;
      if (
        typeof number === 'number' &&
        number >= rule.least &&
        number <= rule.most &&
        Number.isFinite(number)
      ) {
        return number;
      }
      if (value === null || value === undefined) return Number.NaN;
    } else if (rule.kind === 'date' && value instanceof Date) {
      const day = Math.floor(value.getTime() / MS_A_DAY);
      if (day <= rule.most) return day;
    }
    const text = textOf(value);
    return rule.kind === 'text' ? numberOf(rule, k, text) : rule.read(text);
  }

  function numberOf(rule: Extract<CellRule, { kind: 'text' }>, k: number, text: string): number | string {
    const known = texts[k].get(text);
    if (known !== undefined) return known;
    const level = rule.read(text);
    const found =
      level.is === 'missing' ? MISSING : level.is === 'wrong' ? level.why : names[k].push(level.name) - 1;
    texts[k].set(text, found);
    return found;
  }

  return {
    ids(from, values) {
      for (let i = 0; i < values.length; i++) {
        const id = textOf(values[i]);
        persons[from + i] = id;
        if (id === '' || missing.has(id)) faults.set(from + i, 'no person: the id is empty');
      }
    },
    cells(k, from, values) {
      for (let i = 0; i < values.length; i++) {
        const found = read(k, values[i]);
        if (typeof found === 'number') arrays[k][from + i] = found;
        else if (!faults.has(from + i)) {
          faults.set(from + i, `${wanted[k].name}: "${short(textOf(values[i]))}" ${found}`);
        }
      }
    },
    finish() {
      const kept = Int32Array.from({ length: rows - faults.size });
      for (let row = 0, at = 0; row < rows; row++) if (!faults.has(row)) kept[at++] = row;
      const columns = rules.map((rule, k) => columnOf(rule, arrays[k], names[k], kept));
      return {
        rows: kept.length,
        rowsInFile: rows,
        lines: kept.map(row => row + 2),
        ids: request.id === undefined || faults.size === 0 ? persons : Array.from(kept, row => persons[row]),
        columns: new Map(columns.map((column, k) => [wanted[k].name, column])),
        rejected: [...faults].sort(([a], [b]) => a - b).map(([row, reason]) => ({ line: row + 2, reason })),
        notNumbers: [],
      };
    },
  };
}

function columnOf(
  rule: CellRule,
  values: Float64Array | Int32Array,
  names: readonly string[],
  kept: Int32Array,
): Column {
  if (rule.kind !== 'text') {
    return values instanceof Float64Array
      ? some({ kind: 'number', values }, kept)
      : some({ kind: 'date', days: values }, kept);
  }
  // Levels in the order in which rows that are kept have them; several texts may mean one level.
  const levels = [...rule.first];
  const codeOf = new Map(levels.map((level, k) => [level, k]));
  const codes = kept.map(row => {
    const name = names[values[row]];
    if (name === undefined) return MISSING;
    const there = codeOf.get(name);
    if (there !== undefined) return there;
    codeOf.set(name, levels.length);
    return levels.push(name) - 1;
  });
  return { kind: 'category', levels, codes };
}

function some(column: Column, kept: Int32Array): Column {
  return valuesOf(column).length === kept.length ? column : takeRows(column, kept);
}

/** A value as a CSV file would have it: days as YYYY-MM-DD, moments by their day in UTC, nothing for null and NaN. */
function textOf(value: unknown): string {
  if (typeof value === 'string') return value;
  if (value === null || value === undefined) return '';
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? '' : value.toISOString().slice(0, 10);
  if (typeof value === 'number' && Number.isNaN(value)) return '';
  if (typeof value === 'object') {
    return JSON.stringify(value, (_, part: unknown) => (typeof part === 'bigint' ? Number(part) : part));
  }
  return `${value as number | bigint | boolean}`;
}

function short(text: string): string {
  return text.length > 40 ? `${text.slice(0, 40)}...` : text;
}
