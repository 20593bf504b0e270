import { compile, openingsOf } from '../scenario/compile.ts';
import type { Values } from '../scenario/compile.ts';
import type { Scenario } from '../scenario/scenario-schema.ts';
import { simulate } from '../engine/simulate.ts';
import { meanWait, waitQuantile } from '../engine/statistics.ts';
import type { Statistics } from '../engine/statistics.ts';
import { daysAYear } from '../scenario/unit.ts';

/** What one replication of one scenario came to; small, so that hundreds can be kept. */
export interface Outcome {
  /** Mean wait in days of those who began at the plan's place in the drawn year; NaN when nobody began. */
  readonly wait: number;
  /** Pounds over all years, not discounted. */
  readonly cost: number;
  /** Over all years. */
  readonly detectedReoffences: number;
  /** Over all years: would have been arrested for a first time, and were deterred. */
  readonly deterredInAll: number;
  /** People waiting at the plan's place: at the beginning, then at the end of every year. */
  readonly waiting: readonly number[];
  /** The drawn year. */
  readonly arrested: number;
  readonly deterred: number;
  readonly stages: readonly StageOutcome[];
  /** People moved in the drawn year: [from][to + 1], column 0 those who left. */
  readonly moved: readonly (readonly number[])[];
  readonly events: number;
}

export interface StageOutcome {
  readonly came: number;
  readonly began: number;
  readonly completed: number;
  readonly orderEndedFirst: number;
  readonly detectedReoffences: number;
  readonly waiting: number;
  readonly waitingAYearBefore: number;
  readonly inside: number;
  readonly meanWait: number;
  readonly ninthDecileWait: number;
}

/** Runs a scenario once under these values and the luck of (seed, run). */
export function outcomeOf(
  scenario: Scenario,
  order: readonly string[],
  values: Values,
  luck: ReadonlyMap<string, number>,
  seed: number,
  run: number,
): Outcome {
  const network = compile(scenario, order, values, luck);
  const s = simulate(network, seed, run);
  const year = scenario.drawnYear - 1;
  const place = order.indexOf(scenario.place);
  const at = (counts: Float64Array, period: number, stage: number): number =>
    counts[period * s.stages + stage];
  const waitingAfter = (period: number, stage: number): number =>
    period < 0 ? network.stages[stage].startWaiting : at(s.waitingAtEnd, period, stage);
  return {
    wait: meanWait(s, year, place),
    cost: costOf(scenario, order, values, s),
    detectedReoffences: s.happened.reduce((sum, count) => sum + count, 0),
    deterredInAll: s.deterred.reduce((sum, count) => sum + count, 0),
    waiting: Array.from({ length: scenario.years + 1 }, (_, i) => waitingAfter(i - 1, place)),
    arrested: at(s.arrived, year, order.indexOf(scenario.arrivals.to)),
    deterred: s.deterred[year],
    stages: order.map((_, stage) => ({
      came: at(s.arrived, year, stage),
      began: at(s.began, year, stage),
      completed: at(s.completed, year, stage),
      orderEndedFirst: at(s.expired, year, stage),
      detectedReoffences: at(s.happened, year, stage),
      waiting: waitingAfter(year, stage),
      waitingAYearBefore: waitingAfter(year - 1, stage),
      inside: at(s.insideAtEnd, year, stage),
      meanWait: meanWait(s, year, stage),
      ninthDecileWait: waitQuantile(s, year, stage, 0.9),
    })),
    moved: order.map((_, from) => {
      const start = (year * s.stages + from) * (s.stages + 1);
      return [...s.moved.subarray(start, start + s.stages + 1)];
    }),
    events: s.events,
  };
}

/** People counted as they come and begin, person-time inside, and places as they open. */
function costOf(scenario: Scenario, order: readonly string[], values: Values, s: Statistics): number {
  const end = scenario.years * daysAYear;
  let total = 0;
  order.forEach((name, stage) => {
    const definition = scenario.stages[name];
    const all = (counts: Float64Array): number =>
      s.periodEnds.reduce((sum, _, period) => sum + counts[period * s.stages + stage], 0);
    const { perArrival, perStart, perYearInside } = definition.cost ?? {};
    if (perArrival) total += values[perArrival] * all(s.arrived);
    if (perStart) total += values[perStart] * all(s.began);
    if (perYearInside) total += values[perYearInside] * all(s.insideTime);
    for (const { places, costPerPlace } of openingsOf(definition, values, end))
      total += places * costPerPlace;
  });
  return total;
}
