import type { ColumnSpec } from '../protocol/schema.ts';
import { isoDay, parseDay } from '../day.ts';
import { NO_DAY } from './columns.ts';

/**
 * What a column's cells may be. `least` and `most` bound a number; `most` is the last day of a date. The rule's function
 * reads a cell as text: a value, or a sentence that says what is wrong with it. The kernel reads what is plain by itself.
 */
export type CellRule =
  | {
      readonly kind: 'number' | 'date';
      readonly least: number;
      readonly most: number;
      read(text: string): number | string;
    }
  | {
      readonly kind: 'text';
      /** Levels that are there whether or not a cell has them. */
      readonly first: readonly string[];
      read(text: string): Level;
    };

/** What a text stands for: a level, nothing that is known, or what is wrong with it. */
export type Level =
  | { readonly is: 'level'; readonly name: string }
  | { readonly is: 'missing' }
  | { readonly is: 'wrong'; readonly why: string };

/** The rule of a column; `lastDay` is the day the extract was taken: no date in it can be later. */
export function cellRule(spec: ColumnSpec, missing: ReadonlySet<string>, lastDay: number): CellRule {
  const isMissing = (text: string): boolean => text === '' || missing.has(text);
  if (spec === 'date') return dateRule(isMissing, lastDay);
  if (spec === 'number') return numberRule(isMissing, {});
  if (spec === 'text') return textRule(isMissing, [], name => ({ is: 'level', name }));
  if ('number' in spec) return numberRule(isMissing, spec.number);
  if ('one_of' in spec) {
    const allowed = new Set(spec.one_of);
    const wrong = { is: 'wrong', why: `is none of ${spec.one_of.join(', ')}` } as const;
    return textRule(isMissing, spec.one_of, name => (allowed.has(name) ? { is: 'level', name } : wrong));
  }
  const group = new Map(
    Object.entries(spec.groups).flatMap(([name, texts]) => texts.map(text => [text, name])),
  );
  return textRule(isMissing, Object.keys(spec.groups), text => ({
    is: 'level',
    name: group.get(text) ?? spec.otherwise ?? text,
  }));
}

function dateRule(isMissing: (text: string) => boolean, lastDay: number): CellRule {
  return {
    kind: 'date',
    least: Number.NEGATIVE_INFINITY,
    most: lastDay,
    read(text) {
      if (isMissing(text)) return NO_DAY;
      const day = parseDay(text);
      if (day === undefined) return 'is no date (year-month-day)';
      return day > lastDay ? `lies after the day the extract was taken, ${isoDay(lastDay)}` : day;
    },
  };
}

function numberRule(
  isMissing: (text: string) => boolean,
  {
    from: least = Number.NEGATIVE_INFINITY,
    to: most = Number.POSITIVE_INFINITY,
  }: { from?: number; to?: number },
): CellRule {
  return {
    kind: 'number',
    least,
    most,
    read(text) {
      if (isMissing(text)) return Number.NaN;
      const value = decimal(text);
      if (Number.isNaN(value)) return isEndless(text) ? 'is no finite number' : 'is no number';
      if (!Number.isFinite(value)) return 'is too large a number';
      if (value < least) return `is below ${least}`;
      return value > most ? `is above ${most}` : value;
    },
  };
}

function textRule(
  isMissing: (text: string) => boolean,
  first: readonly string[],
  read: (text: string) => Level,
): CellRule {
  return {
    kind: 'text',
    first,
    read(text) {
      if (isMissing(text)) return { is: 'missing' };
      return text.includes('\0') ? { is: 'wrong', why: 'holds a byte of value 0' } : read(text);
    },
  };
}

const DECIMAL = /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/;

/** The double that `Number` gives for a decimal number; NaN for anything else: 0x10, "1,5", Infinity, nothing. */
export function decimal(text: string): number {
  return DECIMAL.test(text) ? Number(text) : Number.NaN;
}

/** Whether a text stands for infinity, as R and Python write it. */
function isEndless(text: string): boolean {
  return /^[+-]?inf(inity)?$/i.test(text);
}

/** Whether a cell makes its column, of which nobody has said the type, one of texts. */
export function isTextCell(text: string | undefined, missing: ReadonlySet<string>): boolean {
  if (text === undefined) return true;
  return text !== '' && !missing.has(text) && !isEndless(text) && Number.isNaN(decimal(text));
}
