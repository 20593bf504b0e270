import type { ColumnSpec } from '../protocol/schema.ts';
import { isoDay, parseDay } from '../day.ts';

/** A typed column of a table, one value a row. */
export type Column =
  | { readonly kind: 'date'; readonly days: Int32Array }
  | { readonly kind: 'number'; readonly values: Float64Array }
  | { readonly kind: 'category'; readonly levels: readonly string[]; readonly codes: Int32Array };

/** A date that the file leaves empty. A missing number is NaN, a missing category has code -1. */
export const NO_DAY = -0x80000000;

/** Takes texts one after another; a text that the type does not allow gives a sentence and is not kept. */
export interface ColumnReader {
  /** undefined when the text is fine, else what is wrong with it. */
  check(text: string): string | undefined;
  keep(text: string): void;
  finish(): Column;
}

/** A reader for the column's type. `lastDay` is the day the extract was taken: no date in it can be later. */
export function columnReader(spec: ColumnSpec, missing: ReadonlySet<string>, lastDay: number): ColumnReader {
  if (spec === 'date') return dateReader(missing, lastDay);
  if (spec === 'number') return numberReader(missing, {});
  if (spec === 'text') return categoryReader(missing, [], text => text);
  if ('number' in spec) return numberReader(missing, spec.number);
  if ('one_of' in spec) {
    const allowed = new Set(spec.one_of);
    return categoryReader(
      missing,
      spec.one_of,
      text => text,
      text => (allowed.has(text) ? undefined : `is none of ${spec.one_of.join(', ')}`),
    );
  }
  const group = new Map(
    Object.entries(spec.groups).flatMap(([name, texts]) => texts.map(text => [text, name])),
  );
  return categoryReader(missing, Object.keys(spec.groups), text => group.get(text) ?? spec.otherwise ?? text);
}

function dateReader(missing: ReadonlySet<string>, lastDay: number): ColumnReader {
  const days: number[] = [];
  // The same few thousand dates come again and again.
  const known = new Map<string, number>();
  const dayOf = (text: string): number | undefined => {
    if (missing.has(text)) return NO_DAY;
    const seen = known.get(text);
    if (seen !== undefined) return seen;
    const day = parseDay(text);
    if (day !== undefined) known.set(text, day);
    return day;
  };
  return {
    check(text) {
      const day = dayOf(text);
      if (day === undefined) return 'is no date (year-month-day)';
      return day > lastDay ? `lies after the day the extract was taken, ${isoDay(lastDay)}` : undefined;
    },
    keep: text => void days.push(dayOf(text) ?? NO_DAY),
    finish: () => ({ kind: 'date', days: Int32Array.from(days) }),
  };
}

function numberReader(
  missing: ReadonlySet<string>,
  { from, to }: { from?: number; to?: number },
): ColumnReader {
  const values: number[] = [];
  return {
    check(text) {
      if (missing.has(text)) return undefined;
      const value = Number(text);
      if (!Number.isFinite(value)) return 'is no number';
      if (from !== undefined && value < from) return `is below ${from}`;
      return to !== undefined && value > to ? `is above ${to}` : undefined;
    },
    keep: text => void values.push(missing.has(text) ? Number.NaN : Number(text)),
    finish: () => ({ kind: 'number', values: Float64Array.from(values) }),
  };
}

function categoryReader(
  missing: ReadonlySet<string>,
  first: readonly string[],
  nameOf: (text: string) => string,
  check: (text: string) => string | undefined = () => undefined,
): ColumnReader {
  const levels = [...first];
  const code = new Map(levels.map((level, i) => [level, i]));
  const codes: number[] = [];
  return {
    check: text => (missing.has(text) ? undefined : check(text)),
    keep(text) {
      if (missing.has(text)) return void codes.push(-1);
      const name = nameOf(text);
      let at = code.get(name);
      if (at === undefined) {
        at = levels.push(name) - 1;
        code.set(name, at);
      }
      codes.push(at);
    },
    finish: () => ({ kind: 'category', levels, codes: Int32Array.from(codes) }),
  };
}
