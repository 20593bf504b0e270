import { argsort } from '@throughcare/numerics';
import { curveJackknife } from './curve-jackknife.ts';
import { countsOf, takeInOrder } from './event-counts.ts';
import { normalReach } from './interval-scale.ts';
import { tieNearTimes } from './near-times.ts';
import { checkSurvival } from './survival-data.ts';
import type { EntryData } from './survival-data.ts';

/** One point for each distinct time in the data. */
export interface HazardCurve {
  readonly time: Float64Array;
  readonly atRisk: Float64Array;
  readonly events: Float64Array;
  readonly cumulativeHazard: Float64Array;
  readonly standardError: Float64Array;
  /** On the log scale. */
  readonly lower: Float64Array;
  readonly upper: Float64Array;
  readonly standardErrorName: 'Aalen' | 'infinitesimal jackknife';
}

/**
 * The cumulative hazard: the sum of events over people at risk (Nelson 1972; Aalen 1978). Without weights and clusters the
 * variance is Aalen's sum of events over people at risk squared, with either the infinitesimal jackknife, as R's survfit.
 *
 * @throws RangeError as `kaplanMeier`
 */
export function nelsonAalen(data: EntryData, level = 0.95): HazardCurve {
  checkSurvival(data);
  const order = argsort(data.time);
  const tied = { ...data, ...tieNearTimes(data.time, order, data.start) };
  const ordered = takeInOrder(tied, order);
  const counts = countsOf(ordered);
  const { time, atRisk, events } = counts;
  const robust = data.weights !== undefined || data.cluster !== undefined;
  const variance = robust
    ? curveJackknife(ordered, counts, n => 1 / n)
    : runningSum(time.length, k => events[k] / atRisk[k] ** 2, events);
  const cumulativeHazard = runningSum(time.length, k => events[k] / atRisk[k], events);
  const standardError = variance.map(value => Math.sqrt(value));
  const z = normalReach(level);
  const factor = cumulativeHazard.map((hazard, k) =>
    hazard > 0 ? Math.exp((z * standardError[k]) / hazard) : 1,
  );
  return {
    time,
    atRisk,
    events,
    cumulativeHazard,
    standardError,
    lower: cumulativeHazard.map((hazard, k) => hazard / factor[k]),
    upper: cumulativeHazard.map((hazard, k) => hazard * factor[k]),
    standardErrorName: robust ? 'infinitesimal jackknife' : 'Aalen',
  };
}

function runningSum(length: number, term: (k: number) => number, events: Float64Array): Float64Array {
  let total = 0;
  return Float64Array.from({ length }, (_, k) => (total += events[k] > 0 ? term(k) : 0));
}
