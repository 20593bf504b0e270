import { clusterNumbers, clusterSquares } from './cluster-squares.ts';
import type { EventCounts, TimeOrdered } from './event-counts.ts';

/**
 * The infinitesimal jackknife variance of a running sum over events, at each time: a row of weight w adds
 * w (its own event's step - the sum over events of step times events over those at risk, while it was at risk), summed
 * over its cluster and squared.
 *
 * @param step what an event adds, given those at risk and the events at its time
 */
export function curveJackknife(
  { event, weights, cluster, time, start, byStart }: TimeOrdered,
  { atRisk, events, time: times, ends }: EventCounts,
  step: (atRisk: number, events: number) => number,
): Float64Array {
  const number = clusterNumbers(time.length, cluster);
  const squares = clusterSquares(time.length);
  const weight = (i: number): number => (weights === undefined ? 1 : weights[i]);
  const variance = new Float64Array(times.length);
  let sum = 0;
  let entered = 0;
  if (byStart === undefined) for (let i = 0; i < time.length; i++) squares.enter(number[i], weight(i), 0);
  for (let k = 0; k < times.length; k++) {
    if (byStart !== undefined && start !== undefined) {
      for (; entered < byStart.length && start[byStart[entered]] < times[k]; entered++) {
        squares.enter(number[byStart[entered]], weight(byStart[entered]), sum);
      }
    }
    const [n, d] = [atRisk[k], events[k]];
    const own = d > 0 ? step(n, d) : 0;
    if (d > 0) sum += (d / n) * own;
    for (let i = k > 0 ? ends[k - 1] : 0; i < ends[k]; i++) {
      squares.leave(number[i], weight(i), event[i] === 1 ? own : 0, sum);
    }
    variance[k] = squares.sum(sum);
  }
  return variance;
}
