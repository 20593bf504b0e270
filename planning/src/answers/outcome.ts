import { attributeFiguresOf } from './by-attribute.ts';
import type { AttributeFigures } from './by-attribute.ts';
import { compile } from '../scenario/compile.ts';
import type { Values } from '../scenario/compile/values.ts';
import type { Scenario } from '../scenario/scenario-schema.ts';
import { runNetwork } from '../engine/run-network.ts';
import type { Watch } from '../engine/run-network.ts';
import { meanWait, waitQuantile } from '../engine/statistics.ts';
import { daysAYear } from '../scenario/unit.ts';
import type { Column } from './figures/column.ts';
import { costOfAll } from './figures/cost.ts';
import { figuresOf } from './figures/figures.ts';
import type { Figures } from './figures/figures.ts';
import { readingsByYear } from './figures/reading.ts';

/** What plans are compared by. */
export interface Measures {
  /**
   * Mean wait in days of those who began at the plan's place in the drawn year: Infinity when people came or waited and
   * nobody began, NaN when there was nobody to wait.
   */
  readonly wait: number;
  /** Pounds over all years, not discounted. */
  readonly cost: number;
  /** Over all years. */
  readonly detectedReoffences: number;
  /** After how many days the run was stopped, and why; null when it went to its end. */
  readonly stopped: { readonly at: number; readonly why: string } | null;
}

/** What one replication of one scenario came to; small, so that hundreds can be kept. */
export interface Outcome extends Measures {
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
  /** Every figure of every year, and of all of them together. */
  readonly figures: Figures;
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

/** What is the same in every run of a scenario. */
export interface Asked {
  readonly scenario: Scenario;
  readonly order: readonly string[];
  readonly columns: readonly Column[];
  /** Years at the beginning that figures over all years leave out. */
  readonly warmUp: number;
}

/** Runs a scenario once under these values and the luck of (seed, run); `watch` may end it. */
export function outcomeOf(
  { scenario, order, columns, warmUp }: Asked,
  values: Values,
  luck: ReadonlyMap<string, number>,
  seed: number,
  run: number,
  watch?: Watch,
): Outcome {
  const network = compile(scenario, order, values, luck);
  const s = runNetwork(network, seed, run, watch);
  const year = scenario.drawnYear - 1;
  const place = order.indexOf(scenario.place);
  const at = (counts: Float64Array, period: number, stage: number): number =>
    counts[period * s.stages + stage];
  const waitingAfter = (period: number, stage: number): number =>
    period < 0 ? (network.stages[stage].startWaiting ?? 0) : at(s.waitingAtEnd, period, stage);
  const happenedInAll = (risk: number): number =>
    s.happened.reduce((sum, count, cell) => (cell % s.risks === risk ? sum + count : sum), 0);
  const stages = order.map((_, stage): StageOutcome => ({
    came: at(s.arrived, year, stage),
    began: at(s.began, year, stage),
    completed: at(s.completed, year, stage),
    orderEndedFirst: at(s.expired, year, stage),
    detectedReoffences: s.happened[(year * s.stages + stage) * s.risks],
    waiting: waitingAfter(year, stage),
    waitingAYearBefore: waitingAfter(year - 1, stage),
    inside: at(s.insideAtEnd, year, stage),
    meanWait: meanWait(s, year, stage),
    ninthDecileWait: waitQuantile(s, year, stage, 0.9),
  }));
  // Whoever is arrested comes here, for a first time or after a detected reoffence.
  const arrest = order.indexOf(scenario.detectedReoffending.returnsTo);
  const inAll = (counts: Float64Array, stage: number): number =>
    s.periodEnds.reduce((sum, _, period) => sum + at(counts, period, stage), 0);
  const comeOrWait = at(s.arrived, year, place) + waitingAfter(year - 1, place);
  return {
    wait: at(s.began, year, place) === 0 && comeOrWait > 0 ? Infinity : meanWait(s, year, place),
    cost: readingsByYear(s, network, values).reduce((sum, each) => sum + costOfAll(scenario, order, each), 0),
    detectedReoffences: happenedInAll(0),
    happened: Object.fromEntries(
      Object.keys(scenario.risks ?? {}).map((name, other) => [name, happenedInAll(other + 1)]),
    ),
    deterredInAll: s.deterred.reduce((sum, count) => sum + count, 0),
    waiting: Array.from({ length: scenario.years + 1 }, (_, i) => waitingAfter(i - 1, place)),
    deaths: scenario.welfare ? values[scenario.welfare.deaths] * inAll(s.arrived, arrest) : null,
    yearsUnderInvestigation: (inAll(s.waitingTime, arrest) + inAll(s.insideTime, arrest)) / daysAYear,
    figures: figuresOf(columns, s, network, values, warmUp),
    arrested: at(s.arrived, year, arrest),
    deterred: s.deterred[year],
    stages,
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
