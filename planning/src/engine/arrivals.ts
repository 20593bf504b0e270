import { durationDraw, drawDuration } from './duration-draw.ts';
import type { DurationDraw } from './duration-draw.ts';
import { drawAhead, exponentialAhead } from './draw-ahead.ts';
import type { Ahead } from './draw-ahead.ts';
import { decision, purpose, uniformOf } from './luck.ts';
import type { Luck } from './luck.ts';
import type { Source } from './source.ts';

/** People of one source are keyed 2^24 apart from those of the next. */
export const peopleASource = 0x1000000;

const gapDecision = decision(0, 0, purpose.arrival);

/**
 * A source as pieces in which the rate is rate[i] x exp(growth[i] x (t - from[i])), with how many are expected
 * before each; and where it has got to: how many have come, the sum of their unit-rate gaps, and when the last comes.
 */
export interface Arrivals {
  readonly source: Source;
  readonly from: Float64Array;
  readonly rate: Float64Array;
  readonly growth: Float64Array;
  /** Expected before the piece; one more entry for the end of the last. */
  readonly before: Float64Array;
  readonly gaps: DurationDraw | null;
  readonly exponentialGaps: Ahead;
  readonly luck: number;
  piece: number;
  count: number;
  total: number;
  due: number;
}

/** Lays a source out up to the end of the run. */
export function arrivalsOf(source: Source, horizon: number): Arrivals {
  const { rate, growth = 0, steps = [], season, observed } = source;
  const cuts = new Set([0]);
  for (const { from } of steps) if (from > 0 && from < horizon) cuts.add(from);
  for (const end of observed?.ends ?? []) if (end < horizon) cuts.add(end);
  if (season) {
    const part = season.length / season.factors.length;
    for (let i = 1; i * part < horizon; i++) cuts.add(i * part);
  }
  const from = [...cuts].sort((a, b) => a - b);
  const lastSeen = observed?.ends.at(-1) ?? 0;
  const rates = from.map((start, i) => {
    // Looked up in the middle, so that rounding at a boundary can't give the neighbour's.
    const middle = (start + (from[i + 1] ?? horizon)) / 2;
    if (observed && middle < lastSeen) {
      const k = observed.ends.findIndex(end => end > middle);
      return observed.counts[k] / (observed.ends[k] - (observed.ends[k - 1] ?? 0));
    }
    const step = steps.findLast(each => each.from <= middle)?.factor ?? 1;
    const factors = season?.factors ?? [1];
    const part = season ? Math.floor((middle / (season.length / factors.length)) % factors.length) : 0;
    return rate * Math.exp(growth * start) * step * factors[part];
  });
  const growths = from.map((start, i) => {
    const middle = (start + (from[i + 1] ?? horizon)) / 2;
    return observed && middle < lastSeen ? 0 : growth;
  });
  const before = [0];
  from.forEach((start, i) => {
    const length = (from[i + 1] ?? Infinity) - start;
    const g = growths[i];
    // rates[i] may be 0, and 0 x Infinity has no value.
    const inPiece =
      rates[i] === 0 ? 0 : g === 0 ? rates[i] * length : (rates[i] * Math.expm1(g * length)) / g;
    before.push(before[i] + inPiece);
  });
  return {
    source,
    from: Float64Array.from(from),
    rate: Float64Array.from(rates),
    growth: Float64Array.from(growths),
    before: Float64Array.from(before),
    gaps: source.gaps ? durationDraw(source.gaps) : null,
    exponentialGaps: drawAhead(gapDecision),
    luck: source.luck,
    piece: 0,
    count: 0,
    total: 0,
    due: 0,
  };
}

/** How many are expected to come before `time`, those who are deterred among them. */
export function expectedBy({ from, rate, growth, before }: Arrivals, time: number): number {
  const piece = from.findLastIndex(start => start < time);
  const length = time - from[piece];
  const g = growth[piece];
  return before[piece] + (g === 0 ? rate[piece] * length : (rate[piece] * Math.expm1(g * length)) / g);
}

export function personKey(group: number, number: number): number {
  return group * peopleASource + number;
}

/**
 * Counts the next person and makes due when they come: `arrivals.due`, Infinity when nobody more will. Gaps of a unit-rate process are
 * the n-th person's own luck, and are stretched through the inverse of the cumulated rate. So the n-th person
 * comes at the same time in every scenario with the same rate, and only shifts when the rate does. (Cinlar 1975,
 * chapter 4; no thinning, no lost draws.)
 */
export function makeNextDue(arrivals: Arrivals, luck: Luck): void {
  const key = personKey(arrivals.luck, arrivals.count++);
  const { gaps, before, from, rate, growth } = arrivals;
  if (gaps === null) arrivals.total += exponentialAhead(arrivals.exponentialGaps, luck, key);
  else arrivals.total += drawDuration(gaps, luck, key, gapDecision);
  while (arrivals.piece < from.length && before[arrivals.piece + 1] < arrivals.total) arrivals.piece++;
  const { piece } = arrivals;
  if (piece === from.length || rate[piece] === 0) {
    arrivals.due = Infinity;
    return;
  }
  const inside = arrivals.total - before[piece];
  const g = growth[piece];
  if (g === 0) arrivals.due = from[piece] + inside / rate[piece];
  else arrivals.due = from[piece] + Math.log1p((g * inside) / rate[piece]) / g;
}

/** Whether the person who would have come at `time` is deterred: their latent uniform is below the share. */
export function isDeterred(source: Source, key: number, time: number, luck: Luck): boolean {
  const { deterred = 0, deterredFrom = 0 } = source;
  return (
    deterred > 0 &&
    time >= deterredFrom &&
    uniformOf(luck, key, decision(0, 0, purpose.deterrence)) < deterred
  );
}
