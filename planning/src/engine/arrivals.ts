import { decision, exponentialOf, purpose, uniformOf } from './luck.ts';
import type { Luck } from './luck.ts';
import type { Source } from './source.ts';

/** People of one source are keyed 2^24 apart from those of the next. */
export const peopleASource = 0x1000000;

/** Where a source has got to: how many have come, and the sum of their unit-rate gaps. */
export interface ArrivalState {
  count: number;
  total: number;
}

export function personKey(group: number, number: number): number {
  if (number >= peopleASource) refuseSoMany();
  return group * peopleASource + number;
}

function refuseSoMany(): never {
  throw new RangeError(
    `More than ${peopleASource - 1} people came from one source. Shorten the run, or split the source.`,
  );
}

/**
 * The time at which the next person comes, or Infinity when nobody more will. Gaps of a unit-rate process are
 * the n-th person's own luck, and are stretched through the inverse of the cumulative rate
 * L(t) = rate (exp(growth t) - 1) / growth. So the n-th person comes at the same time in every scenario with
 * the same rate, and only shifts when the rate does. (Cinlar 1975, chapter 4; no thinning, no lost draws.)
 */
export function nextArrival(source: Source, state: ArrivalState, luck: Luck): number {
  if (source.rate <= 0) return Infinity;
  const key = personKey(source.luck, state.count++);
  state.total += exponentialOf(luck, key, decision(0, 0, purpose.arrival));
  const { rate, growth } = source;
  if (growth === 0) return state.total / rate;
  const inside = (growth * state.total) / rate;
  // With a falling rate the total that can ever come is finite: rate / -growth.
  return inside <= -1 ? Infinity : Math.log1p(inside) / growth;
}

/** Whether the person who would have come at `time` is deterred: their latent uniform is below the share. */
export function isDeterred(source: Source, key: number, time: number, luck: Luck): boolean {
  return (
    source.deterred > 0 &&
    time >= source.deterredFrom &&
    uniformOf(luck, key, decision(0, 0, purpose.deterrence)) < source.deterred
  );
}
