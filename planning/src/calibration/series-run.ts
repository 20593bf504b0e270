import { normalCdf, normalQuantile } from '@throughcare/numerics';
import { meanWait } from '../engine/statistics.ts';
import type { Statistics } from '../engine/statistics.ts';
import { runNetwork } from '../engine/run-network.ts';
import { compile, luckNumbers, stageOrder } from '../scenario/compile.ts';
import type { Values } from '../scenario/compile/values.ts';
import { usedParameters } from '../scenario/assumptions.ts';
import { daysBetween } from '../scenario/day.ts';
import { drawParameter, inRunUnits, shareDrawn, valueAtShare } from '../scenario/parameter.ts';
import type { Scenario } from '../scenario/scenario-schema.ts';
import { daysAYear } from '../scenario/unit.ts';
import { periodEndsOf } from './observed-series.ts';
import type { Observable, ObservedFigure, ObservedSeries } from './observed-series.ts';

/** One run of a plan over the periods of a series: where it stood on the scale of each parameter, and what came of it. */
export interface SeriesRun {
  /** Which draw of the parameters it stands on; several runs may share one. */
  readonly draw: number;
  /** Normal score of each uncertain parameter, in the order of `uncertainParameters`: 0 is the middle of its range. */
  readonly scores: readonly number[];
  /** What the model gives for each figure of the series, in its order; NaN for a mean wait of nobody. */
  readonly figures: readonly number[];
}

/** Keys the other runs of a draw: further apart than there are draws. */
const runsApart = 0x4000000;
/** Runs of one draw have keys of their own up to here. */
export const mostRunsADraw = 10;

/** The parameters that a series can teach something about: uncertain ones that the scenario uses. */
export function uncertainParameters(scenario: Scenario): string[] {
  return [...usedParameters(scenario)].filter(name => {
    const { value, drawn } = scenario.parameters[name];
    // What was calibrated before is drawn as it stands, together.
    return value === undefined && drawn === undefined;
  });
}

/**
 * Gives a function that runs the plan over the series' periods, from the plan's own beginning and stock. Run number
 * `run` draws the uncertain parameters anew, or takes `scores` for them. The same arguments give the same figures. It
 * throws a RangeError, with why, for a run that would not end.
 */
export function seriesRunner(
  scenario: Scenario,
  series: ObservedSeries,
  seed: number,
): (run: number, scores?: readonly number[]) => SeriesRun {
  const ends = periodEndsOf(series, scenario.begins);
  const lead = daysBetween(scenario.begins, series.begins);
  const asked: Scenario = { ...scenario, years: Math.ceil(ends.at(-1)! / daysAYear), drawnYear: 1 };
  const luck = luckNumbers([asked]);
  const order = stageOrder(asked);
  const names = uncertainParameters(asked);
  const leads = lead > 0 ? [lead] : [];
  return (run, given) => {
    const scores = given ?? scoresDrawn(names, seed, run);
    const values = valuesAt(asked, names, scores, seed, run);
    // A series holds no figure by attribute.
    const network = {
      ...compile(asked, order, values, luck),
      countBy: [],
      timesInFlow: false,
      periodEnds: [...leads, ...ends],
    };
    const statistics = runNetwork(network, seed, run);
    if (statistics.stopped !== null) {
      throw new RangeError(`Run ${run} of "${asked.name}" would not end: ${statistics.stopped.why}`);
    }
    return {
      draw: run,
      scores,
      figures: series.figures.map(figure =>
        figureOf(statistics, figure.number + leads.length, order.indexOf(figure.stage), figure),
      ),
    };
  };
}

/**
 * Run number `run` of a table in which every draw of the parameters is run `runsADraw` times, each with its own luck:
 * run 0 of a draw is what `seriesRunner` gives for its number.
 */
export function tableRunner(
  scenario: Scenario,
  series: ObservedSeries,
  seed: number,
  runsADraw: number,
): (run: number) => SeriesRun {
  const runAt = seriesRunner(scenario, series, seed);
  const names = uncertainParameters(scenario);
  return run => {
    const draw = Math.floor(run / runsADraw);
    const own = draw + (run % runsADraw) * runsApart;
    return { ...runAt(own, scoresDrawn(names, seed, draw)), draw };
  };
}

const scoresDrawn = (names: readonly string[], seed: number, run: number): number[] =>
  names.map(name => normalQuantile(shareDrawn(name, seed, run)));

/** The numbers of a run whose uncertain parameters stand at these scores; the others as that run draws them. */
function valuesAt(
  { parameters }: Scenario,
  names: readonly string[],
  scores: readonly number[],
  seed: number,
  run: number,
): Values {
  return Object.fromEntries(
    Object.entries(parameters).map(([name, parameter]) => {
      const at = names.indexOf(name);
      const own = at === -1 ? drawParameter(name, parameter, seed, run) : valueAtScore(parameter, scores[at]);
      return [name, inRunUnits(parameter, own)];
    }),
  );
}

/** The value of a parameter, in its own unit, at a normal score: what it was assumed to be bounds it. */
export function valueAtScore(parameter: Scenario['parameters'][string], score: number): number {
  return valueAtShare(parameter, normalCdf(score));
}

function figureOf(s: Statistics, period: number, stage: number, { statistic }: ObservedFigure): number {
  const at = (counts: Float64Array): number => counts[period * s.stages + stage];
  const counts: Record<Exclude<Observable, 'meanWait' | 'detectedReoffences'>, Float64Array> = {
    came: s.arrived,
    began: s.began,
    completed: s.completed,
    orderEndedFirst: s.expired,
    waiting: s.waitingAtEnd,
    inside: s.insideAtEnd,
  };
  if (statistic === 'meanWait') return meanWait(s, period, stage);
  if (statistic === 'detectedReoffences') return s.happened[(period * s.stages + stage) * s.risks];
  return at(counts[statistic]);
}
