import { attributeFiguresOf } from './by-attribute.ts';
import type { AttributeFigures } from './by-attribute.ts';
import { compile } from '../scenario/compile.ts';
import { openingsOf } from '../scenario/compile/places.ts';
import type { Values } from '../scenario/compile/values.ts';
import type { Scenario } from '../scenario/scenario-schema.ts';
import type { PlacesText } from '../scenario/stage-schema.ts';
import { runNetwork } from '../engine/run-network.ts';
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
  /** Over all years: how often each risk that the scenario names came to pass. */
  readonly happened: Readonly<Record<string, number>>;
  /** Over all years: would have been arrested for a first time, and were deterred. */
  readonly deterredInAll: number;
  /** People waiting at the plan's place: at the beginning, then at the end of every year. */
  readonly waiting: readonly number[];
  /** Deaths by suicide to be expected among those arrested over all years; null where the scenario counts none. */
  readonly deaths: number | null;
  /** Years that people spend under investigation, waiting or not, over all years. */
  readonly yearsUnderInvestigation: number;
  /** Every year of every stage. */
  readonly years: readonly (readonly StageOutcome[])[];
  /** The drawn year. */
  readonly arrested: number;
  readonly deterred: number;
  readonly stages: readonly StageOutcome[];
  /** People moved in the drawn year: [from][to + 1], column 0 those who left. */
  readonly moved: readonly (readonly number[])[];
  readonly events: number;
  /** The same by what people carry. */
  readonly byAttribute: AttributeFigures;
  /** Of each stage: who waits at the end, and would for ever. */
  readonly waitingForEver: readonly number[];
  /** After how many days the run was stopped, and why; null when it went to its end. */
  readonly stopped: { readonly at: number; readonly why: string } | null;
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
  const s = runNetwork(network, seed, run);
  const year = scenario.drawnYear - 1;
  const place = order.indexOf(scenario.place);
  const at = (counts: Float64Array, period: number, stage: number): number =>
    counts[period * s.stages + stage];
  const waitingAfter = (period: number, stage: number): number =>
    period < 0 ? network.stages[stage].startWaiting : at(s.waitingAtEnd, period, stage);
  const happened = (period: number, stage: number, risk: number): number =>
    s.happened[(period * s.stages + stage) * s.risks + risk];
  const happenedInAll = (risk: number): number =>
    s.happened.reduce((sum, count, cell) => (cell % s.risks === risk ? sum + count : sum), 0);
  const stagesIn = (period: number): StageOutcome[] =>
    order.map((_, stage) => ({
      came: at(s.arrived, period, stage),
      began: at(s.began, period, stage),
      completed: at(s.completed, period, stage),
      orderEndedFirst: at(s.expired, period, stage),
      detectedReoffences: happened(period, stage, 0),
      waiting: waitingAfter(period, stage),
      waitingAYearBefore: waitingAfter(period - 1, stage),
      inside: at(s.insideAtEnd, period, stage),
      meanWait: meanWait(s, period, stage),
      ninthDecileWait: waitQuantile(s, period, stage, 0.9),
    }));
  const years = Array.from({ length: scenario.years }, (_, period) => stagesIn(period));
  // Whoever is arrested comes here, for a first time or after a detected reoffence.
  const arrest = order.indexOf(scenario.detectedReoffending.returnsTo);
  const inAll = (counts: Float64Array, stage: number): number =>
    years.reduce((sum, _, period) => sum + at(counts, period, stage), 0);
  return {
    wait: meanWait(s, year, place),
    cost: costOf(scenario, order, values, s),
    detectedReoffences: happenedInAll(0),
    happened: Object.fromEntries(
      Object.keys(scenario.risks ?? {}).map((name, other) => [name, happenedInAll(other + 1)]),
    ),
    deterredInAll: s.deterred.reduce((sum, count) => sum + count, 0),
    waiting: Array.from({ length: scenario.years + 1 }, (_, i) => waitingAfter(i - 1, place)),
    deaths: scenario.welfare ? values[scenario.welfare.deaths] * inAll(s.arrived, arrest) : null,
    yearsUnderInvestigation: (inAll(s.waitingTime, arrest) + inAll(s.insideTime, arrest)) / daysAYear,
    years,
    arrested: at(s.arrived, year, arrest),
    deterred: s.deterred[year],
    stages: years[year],
    moved: order.map((_, from) => {
      const start = (year * s.stages + from) * (s.stages + 1);
      return [...s.moved.subarray(start, start + s.stages + 1)];
    }),
    events: s.events,
    byAttribute: attributeFiguresOf(scenario, s),
    waitingForEver: [...s.waitingForEver],
    stopped: s.stopped,
  };
}

/** People counted as they come and begin, person-time inside, and places as they open. */
function costOf(scenario: Scenario, order: readonly string[], values: Values, s: Statistics): number {
  const end = scenario.years * daysAYear;
  let total = 0;
  const built = (of: PlacesText | null | undefined): number =>
    openingsOf(of, values, end).reduce((sum, { places, costPerPlace }) => sum + places * costPerPlace, 0);
  order.forEach((name, stage) => {
    const definition = scenario.stages[name];
    const all = (counts: Float64Array): number =>
      s.periodEnds.reduce((sum, _, period) => sum + counts[period * s.stages + stage], 0);
    const { perArrival, perStart, perYearInside } = definition.cost ?? {};
    if (perArrival) total += values[perArrival] * all(s.arrived);
    if (perStart) total += values[perStart] * all(s.began);
    if (perYearInside) total += values[perYearInside] * all(s.insideTime);
    total += built(definition.places);
  });
  for (const { places } of Object.values(scenario.resources ?? {})) total += built(places);
  return total;
}
