import type { Network } from '../../engine/network.ts';
import type { Statistics } from '../../engine/statistics.ts';
import type { Values } from '../../scenario/compile/values.ts';
import type { Scenario } from '../../scenario/scenario-schema.ts';
import type { Column } from './column.ts';
import { flowColumns } from './flow-columns.ts';
import { readingOfWhole, readingsByYear } from './reading.ts';
import { costColumns, resourceColumns } from './shared-columns.ts';
import { stageColumns } from './stage-columns.ts';
import { riskColumns, wayColumns } from './way-columns.ts';

/**
 * Every figure of one run, as one row of numbers, for a thousand runs are kept: [year * columns + column], and after the
 * last year all years after the warm-up together.
 */
export interface Figures {
  /** Years at the beginning that the figures over all years leave out. */
  readonly warmUp: number;
  readonly numbers: Float64Array;
}

/** Every figure that a plan has. */
export function columnsOf(scenario: Scenario, order: readonly string[]): Column[] {
  return [
    ...stageColumns(scenario, order),
    ...wayColumns(scenario, order),
    ...riskColumns(scenario, order),
    ...resourceColumns(scenario),
    ...costColumns(scenario, order),
    ...flowColumns(scenario, order),
  ];
}

/** Reads them from a run. */
export function figuresOf(
  columns: readonly Column[],
  s: Statistics,
  network: Network,
  values: Values,
  warmUp: number,
): Figures {
  if (columns.length === 0) return { warmUp, numbers: new Float64Array(0) };
  const whole = readingOfWhole(s, network, values, warmUp);
  const readings = [...readingsByYear(s, network, values), whole];
  const numbers = new Float64Array(readings.length * columns.length);
  readings.forEach((reading, row) => {
    const kind = reading === whole ? 'whole' : 'years';
    columns.forEach(({ read, only }, i) => {
      const asked = only === undefined || only === kind;
      numbers[row * columns.length + i] = asked ? read(reading) : Number.NaN;
    });
  });
  return { warmUp, numbers };
}
