import { stageOrder } from '../../scenario/compile.ts';
import type { Scenario } from '../../scenario/scenario-schema.ts';
import { estimate, howOfHeld } from '../estimate.ts';
import type { Estimate, Provenance } from '../plan-result.ts';
import type { FigureUnit, Table } from './column.ts';
import { columnsOf } from './figures.ts';
import type { Figures } from './figures.ts';
import type { FlowFigure } from './flow-columns.ts';
import type { ResourceFigure } from './shared-columns.ts';
import type { StageFigure } from './stage-columns.ts';

interface Measured extends Estimate {
  readonly unit: FigureUnit;
}

export interface StageStatistic extends Measured {
  readonly stage: string;
  readonly label: string;
  readonly statistic: StageFigure;
}

/** One statistic of one stage in one year, with its interval. */
export type YearStatistic = YearTables['statistics'][number];

/** People a year on one way: from a stage or "outside" to a stage or "leaves". */
export interface WayStatistic extends Measured {
  readonly from: string;
  readonly to: string;
}

/** Times a year that a risk came to pass at a stage. */
export interface HappenedStatistic extends Measured {
  readonly stage: string;
  readonly label: string;
  readonly risk: string;
  readonly riskLabel: string;
}

export interface ResourceStatistic extends Measured {
  readonly resource: string;
  readonly label: string;
  readonly statistic: ResourceFigure;
}

/** Pounds a year of everything (`name` null), a stage or a resource. */
export interface CostStatistic extends Measured {
  readonly of: 'everything' | 'stage' | 'resource';
  readonly name: string | null;
  readonly label: string;
}

export interface FlowStatistic extends Measured {
  readonly statistic: FlowFigure;
}

interface Tables {
  readonly statistics: readonly StageStatistic[];
  readonly ways: readonly WayStatistic[];
  readonly happened: readonly HappenedStatistic[];
  readonly resources: readonly ResourceStatistic[];
  readonly costs: readonly CostStatistic[];
  readonly flow: readonly FlowStatistic[];
}

type OfYear<Rows> = Rows extends readonly (infer Row)[]
  ? readonly (Row & { readonly year: number })[]
  : never;

/** Every figure by year, row by row with its interval. */
export type YearTables = { readonly [Name in Table]: OfYear<Tables[Name]> };

/** The same over all years after the warm-up: averages over that time, and counts a year. */
export interface WholeTables extends Tables {
  readonly firstYear: number;
  readonly lastYear: number;
}

/** Every figure of a plan from its runs. A row is there if one run at least has it. Writes where each came from. */
export function tablesOf(
  scenario: Scenario,
  index: number,
  runs: readonly Figures[],
  provenance: Record<string, Provenance>,
): { readonly byYear: YearTables; readonly whole: WholeTables } {
  const columns = columnsOf(scenario, stageOrder(scenario));
  const { years } = scenario;
  const firstYear = (runs[0]?.warmUp ?? 0) + 1;
  const rowsOf = (row: number, name: string, when: number | Span) =>
    columns.flatMap(({ table, key, face, what, parameters }, i) => {
      const held: number[] = [];
      for (const { numbers } of runs) {
        const value = numbers[row * columns.length + i];
        if (!Number.isNaN(value)) held.push(value);
      }
      if (held.length === 0) return [];
      const id = `${index}.${key.replace('@', name)}`;
      provenance[id] = {
        what: sayWhen(what, face.unit, when),
        how: howOfHeld(held.length, runs.length),
        parameters,
      };
      return [{ table, row: { ...estimate(id, held), ...face } }];
    });
  const byYear: Record<Table, unknown[]> = emptyTables();
  for (let year = 1; year <= years; year++) {
    for (const { table, row } of rowsOf(year - 1, `${year}`, year)) {
      byYear[table].push({ ...row, year });
    }
  }
  const whole: Record<Table, unknown[]> = emptyTables();
  for (const { table, row } of rowsOf(years, 'whole', { firstYear, lastYear: years })) whole[table].push(row);
  // What a column writes into its table is what the table's rows bear.
  return {
    byYear: byYear as unknown as YearTables,
    whole: { firstYear, lastYear: years, ...(whole as unknown as Tables) },
  };
}

/** Years that are read as one. */
interface Span {
  readonly firstYear: number;
  readonly lastYear: number;
}

/** What a figure is in one year, or over several of them together. */
export function sayWhen(what: string, unit: FigureUnit, when: number | Span): string {
  if (typeof when === 'number') return what.replace('@:', `, year ${when}:`).replace(' @', ' in the year');
  const { firstYear, lastYear } = when;
  const span = firstYear === lastYear ? `year ${lastYear}` : `years ${firstYear} to ${lastYear}`;
  return what
    .replace('@:', `, ${span}:`)
    .replace(' @', unit.endsWith('a year') ? ' a year' : ' in that time');
}

const emptyTables = (): Record<Table, unknown[]> => ({
  statistics: [],
  ways: [],
  happened: [],
  resources: [],
  costs: [],
  flow: [],
});
