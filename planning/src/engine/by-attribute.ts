import type { CountBy } from './network.ts';
import type { People } from './people.ts';
import type { RunState } from './run-state.ts';
import { refuseNoNumber, refuseNoWhole } from './refuse/argument.ts';
import { refuse } from './refuse/sentence.ts';
import { cellOf } from './statistics.ts';
import type { Statistics } from './statistics.ts';
import { quantileOfBins, waitBin, waitBins } from './wait-bins.ts';

/** What a run leaves behind by the value of one attribute: [(period * stages + stage) * values + value]. */
export interface AttributeStatistics extends CountBy {
  readonly arrived: Float64Array;
  readonly began: Float64Array;
  readonly waitSum: Float64Array;
  /** Person-time waiting and inside. */
  readonly waitingTime: Float64Array;
  readonly insideTime: Float64Array;
  /** People waiting and inside when the period ended. */
  readonly waitingAtEnd: Float64Array;
  readonly insideAtEnd: Float64Array;
  /** What each risk did to them: [cell * risks + risk]. */
  readonly happened: Float64Array;
  /** Waits of those who began: [cell * waitBins + bin]. */
  readonly waitCounts: Uint32Array;
}

/**
 * The same attribute during a run. A value is that with which somebody came to the stage: what completing it makes of
 * them holds from then on. A network that counts by nothing has none of this, and a step then costs one comparison.
 */
export interface AttributeCount {
  readonly found: AttributeStatistics;
  /** [(stage * values + value) * 3]: people waiting, people inside, when their times were last added to. */
  readonly live: Float64Array;
}

export const OF_WAITING = 0;
export const OF_INSIDE = 1;
const OF_SETTLED = 2;

export function attributeCounts(
  rows: readonly CountBy[],
  stages: number,
  periods: number,
  risks: number,
): AttributeCount[] {
  return rows.map(({ attribute, values }) => {
    const cells = stages * periods * values;
    const counts = (): Float64Array => new Float64Array(cells);
    return {
      found: {
        attribute,
        values,
        arrived: counts(),
        began: counts(),
        waitSum: counts(),
        waitingTime: counts(),
        insideTime: counts(),
        waitingAtEnd: counts(),
        insideAtEnd: counts(),
        happened: new Float64Array(cells * risks),
        waitCounts: new Uint32Array(cells * waitBins),
      },
      live: new Float64Array(stages * values * 3),
    };
  });
}

const valueOf = (people: People, slot: number, { attribute }: CountBy): number =>
  people.attributes[slot * people.attributeCount + attribute];

/** Somebody comes to a stage. */
export function countComing(run: RunState, slot: number, stage: number): void {
  for (const { found } of run.by!) {
    found.arrived[(run.cellsFrom + stage) * found.values + valueOf(run.people, slot, found)]++;
  }
}

/** Somebody gets a place after a wait. */
export function countBeginning(run: RunState, slot: number, stage: number, waited: number): void {
  for (const { found } of run.by!) {
    const cell = (run.cellsFrom + stage) * found.values + valueOf(run.people, slot, found);
    found.began[cell]++;
    found.waitSum[cell] += waited;
    found.waitCounts[cell * waitBins + (waited > 0 ? waitBin(waited) : 0)]++;
  }
}

/** A risk came to pass. */
export function countHappening(run: RunState, slot: number, stage: number, risk: number): void {
  const { risks } = run.statistics;
  for (const { found } of run.by!) {
    const cell = (run.cellsFrom + stage) * found.values + valueOf(run.people, slot, found);
    found.happened[cell * risks + risk]++;
  }
}

/** One more (or one fewer, -1) waits or is inside. */
export function countChange(run: RunState, slot: number, stage: number, where: number, change: number): void {
  for (const { found, live } of run.by!) {
    const own = stage * found.values + valueOf(run.people, slot, found);
    settle(run, found, live, own);
    live[own * 3 + where] += change;
  }
}

/** Brings every person-time up to now, and writes down who is where. */
export function recordAttributes(run: RunState): void {
  const { stages } = run.statistics;
  for (const { found, live } of run.by!) {
    for (let own = 0; own < stages * found.values; own++) {
      settle(run, found, live, own);
      const cell = run.cellsFrom * found.values + own;
      found.waitingAtEnd[cell] = live[own * 3 + OF_WAITING];
      found.insideAtEnd[cell] = live[own * 3 + OF_INSIDE];
    }
  }
}

function settle(run: RunState, found: AttributeStatistics, live: Float64Array, own: number): void {
  const passed = run.now - live[own * 3 + OF_SETTLED];
  if (passed <= 0) return;
  const cell = run.cellsFrom * found.values + own;
  found.waitingTime[cell] += live[own * 3 + OF_WAITING] * passed;
  found.insideTime[cell] += live[own * 3 + OF_INSIDE] * passed;
  live[own * 3 + OF_SETTLED] = run.now;
}

/** Where the figures of a value lie in row `row` of `by`. */
function cellOfValue(
  statistics: Statistics,
  period: number,
  stage: number,
  row: number,
  value: number,
): number {
  const { by } = statistics;
  if (by[row] === undefined)
    refuse(`row was ${row}; the network counts by ${by.length} attributes (countBy), numbered from 0.`);
  refuseNoWhole('value', value, 0, by[row].values - 1);
  return cellOf(statistics, period, stage) * by[row].values + value;
}

/** As `meanWait`, of those who carry `value` of the attribute that row `row` of `countBy` names. */
export function meanWaitBy(
  statistics: Statistics,
  period: number,
  stage: number,
  row: number,
  value: number,
): number {
  const cell = cellOfValue(statistics, period, stage, row, value);
  const { waitSum, began } = statistics.by[row];
  return waitSum[cell] / began[cell];
}

/** As `waitQuantile`, of those who carry `value` of the attribute that row `row` of `countBy` names. */
export function waitQuantileBy(
  statistics: Statistics,
  period: number,
  stage: number,
  row: number,
  value: number,
  p: number,
): number {
  const cell = cellOfValue(statistics, period, stage, row, value);
  refuseNoNumber('p', p, 0, 1);
  const { waitCounts, began } = statistics.by[row];
  return quantileOfBins(waitCounts, cell, p * began[cell]);
}
