import type { Protocol } from '../protocol/read.ts';
import { assignsArms, chanceColumns, isChanceDesign } from '../protocol/chance-schema.ts';
import { parseDay } from '../day.ts';
import type { Table } from '../extract/table.ts';
import { NO_DAY } from '../extract/columns.ts';
import { columnNamed, isMissing } from '../extract/where.ts';
import { dateColumn } from './cohort-columns.ts';

/**
 * The arm into which a design that uses chance puts the person of a row; undefined where the arms' own conditions
 * decide. First: since the change, in a region that has it, with a place; second: everybody else.
 */
export function armByChance(
  { design, compare }: Protocol,
  table: Table,
): ((row: number) => string) | undefined {
  if (!isChanceDesign(design) || !assignsArms(design)) return undefined;
  const [first, second] = compare[0];
  switch (design.by) {
    case 'interrupted series':
    case 'discontinuity': {
      const days = dateColumn(table.columns, design.column);
      const date = parseDay(design.date) ?? 0;
      return row => (days[row] >= date ? first : second);
    }
    case 'waiting list': {
      const started = dateColumn(table.columns, design.started);
      return row => (started[row] === NO_DAY ? second : first);
    }
    case 'stepped roll-out': {
      const days = dateColumn(table.columns, design.column);
      const region = columnNamed(table.columns, design.region);
      if (region.kind !== 'category') throw new Error('the region column has the wrong kind');
      const starts = region.levels.map(level => stepDay(design.step_dates, level));
      return row => (days[row] >= starts[region.codes[row]] ? first : second);
    }
    case 'court tendency':
      return undefined;
  }
}

/** The day on which a region began; infinite where it never did, and for regions that the protocol does not know. */
export function stepDay(dates: Readonly<Record<string, string>>, region: string): number {
  const own = Object.hasOwn(dates, region) ? dates[region] : 'never';
  return own === 'never' ? Number.POSITIVE_INFINITY : (parseDay(own) ?? Number.POSITIVE_INFINITY);
}

/** The first column that the design goes by and the row does not have. A place may be missing: some wait for ever. */
export function missingForChance(
  { design }: Protocol,
  table: Table,
): ((row: number) => string | undefined) | undefined {
  if (!isChanceDesign(design)) return undefined;
  const needed = chanceColumns(design)
    .filter(name => design.by !== 'waiting list' || name !== design.started)
    .map(name => ({ name, column: columnNamed(table.columns, name) }));
  return row => needed.find(({ column }) => isMissing(column, row))?.name;
}
