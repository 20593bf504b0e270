import { stageOrder } from '../../scenario/compile.ts';
import type { Scenario } from '../../scenario/scenario-schema.ts';
import { attributeCells } from '../by-attribute.ts';
import { columnsOf } from '../figures/figures.ts';
import { sayWhen } from '../figures/tables.ts';
import type { Outcome } from '../outcome.ts';
import { totalCells } from './totals.ts';
import type { ComparedTable } from './tables.ts';

/** One figure of a plan, as it is read from a run that went to its end. */
export interface Cell {
  readonly table: ComparedTable;
  /** Ends its id: the same figure of two plans has the same. */
  readonly key: string;
  /** What its row bears beside the estimates. */
  readonly face: Readonly<Record<string, string | number | null>>;
  readonly what: string;
  readonly parameters: readonly string[];
  /** NaN where a run has no such figure. */
  readonly read: (outcome: Outcome) => number;
}

/** Every figure of a plan in some years and over all of them. */
export function cellsOf(
  scenario: Scenario,
  years: readonly number[],
  warmUp: number,
): {
  readonly byYear: readonly Cell[];
  readonly whole: readonly Cell[];
  readonly byAttribute: readonly Cell[];
  readonly totals: readonly Cell[];
} {
  const columns = columnsOf(scenario, stageOrder(scenario));
  const rowOf = (row: number, name: string, year: number | null): Cell[] =>
    columns.flatMap(({ table, key, face, what, parameters, only }, i) =>
      only === (year === null ? 'years' : 'whole')
        ? []
        : [
            {
              table,
              key: key.replace('@', name),
              face: year === null ? face : { ...face, year },
              what: sayWhen(what, face.unit, year ?? { firstYear: warmUp + 1, lastYear: scenario.years }),
              parameters,
              read: ({ figures }: Outcome) => figures.numbers[row * columns.length + i],
            },
          ],
    );
  return {
    byYear: years.flatMap(year => rowOf(year - 1, `${year}`, year)),
    whole: rowOf(scenario.years, 'whole', null),
    byAttribute: attributeCells(scenario, years).map(each => ({ table: 'byAttribute', ...each })),
    totals: totalCells(scenario),
  };
}
