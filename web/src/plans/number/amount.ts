import type { PlanResult } from '@throughcare/planning';
import { sayDays, sayPounds } from '../numbers.ts';
import { onceAResult } from '../once-a-result.ts';

/** A figure of any unit in words, with three figures at most; a difference bears its sign. */
export function sayAmount(value: number, unit: string, signed = false): string {
  const size = sizeOf(Math.abs(value), unit);
  // What is too small to be told has no side.
  const sign = size.startsWith('under') ? '' : value < 0 ? '−' : signed && value > 0 ? '+' : '';
  return `${sign}${size}`;
}

function sizeOf(size: number, unit: string): string {
  if (unit === 'days') return size > 0 && size < 1 ? 'under 1 day' : size === 0 ? '0 days' : sayDays(size);
  if (unit.startsWith('£') && size >= 1e6) return sayPounds(size);
  if (unit.startsWith('£')) return `£${three(size)}`;
  return unit === 'share' ? `${three(100 * size)} in 100` : three(size);
}

/** Three figures, and two behind the point at most: what is smaller is said to be so. */
function three(size: number): string {
  if (size > 0 && size < 0.005) return 'under 0.01';
  return Number(size.toPrecision(3)).toLocaleString('en-GB', { maximumFractionDigits: 2 });
}

/** The unit as a reader sees it beside a name: pounds, shares and days stand with the figure. */
export function sayUnit(unit: string): string {
  return unit === 'share' || unit === 'days' || unit === '£' ? '' : unit.replace(/^£ /, '');
}

/** In which size a figure of this unit is drawn, and how that is said. */
export function drawnAs(unit: string, most: number): { readonly size: number; readonly words: string } {
  if (unit === 'days') return most < 60 ? { size: 1, words: 'days' } : { size: 365.25 / 12, words: 'months' };
  if (unit === 'share') return { size: 0.01, words: 'in 100' };
  if (!unit.startsWith('£')) return { size: 1, words: unit };
  const ends = unit.slice(1);
  if (most >= 1e9) return { size: 1e9, words: `£ billion${ends}` };
  return most >= 1e6 ? { size: 1e6, words: `£ million${ends}` } : { size: 1, words: `£${ends}` };
}

/** The unit of each figure of a result, by its id. */
export const unitsOf = onceAResult((result: PlanResult): ((id: string) => string) => {
  const units = new Map<string, string>();
  const walk = (value: unknown): void => {
    if (Array.isArray(value)) for (const one of value) walk(one);
    else if (typeof value === 'object' && value !== null) {
      const row = value as Partial<
        Record<'first' | 'second' | 'difference', { readonly id: string } | null>
      > & {
        readonly unit?: unknown;
      };
      if (typeof row.unit === 'string')
        for (const figure of [row.first, row.second, row.difference])
          if (figure) units.set(figure.id, row.unit);
      for (const one of Object.values(value)) walk(one);
    }
  };
  walk(result.tables);
  for (const { id, unit, each } of result.differences)
    for (const one of [id, ...each.map(own => own.id)]) units.set(one, unit);
  return id => units.get(id) ?? unitByName(id);
});

/** Of the figures that stand in no table: of the drawn year's flow, and sums over all years. */
function unitByName(id: string): string {
  if (id.endsWith('Wait')) return 'days';
  return id.endsWith('yearsUnderInvestigation') ? 'years' : /\.risk\./.test(id) ? 'times' : 'people';
}
