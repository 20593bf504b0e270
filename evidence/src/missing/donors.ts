import { argsort } from '@throughcare/numerics';
import type { RandomStream } from '@throughcare/numerics';

/** How many people with the nearest predictions a value is taken from. */
const DONORS = 5;

/** People who may give their value, in order of what is predicted of them. */
export interface Donors {
  /** Rising; equal where they differ by rounding alone. */
  readonly predicted: Float64Array;
  readonly values: Float64Array;
  /** Predictions nearer than this are equal. */
  readonly tie: number;
}

/** Donors in order of their prediction, and within equal ones of their value, so that no order of rows matters. */
export function donorsOf(predicted: Float64Array, values: Float64Array): Donors {
  const order = argsort(predicted);
  const sorted = Float64Array.from(order, k => predicted[k]);
  const given = Float64Array.from(order, k => values[k]);
  const count = sorted.length;
  const [low, high] = [sorted[0], sorted[count - 1]];
  const tie = 1e-9 * (high - low) + 1e-12 * Math.max(Math.abs(low), Math.abs(high));
  for (let from = 0, to = 1; from < count; from = to++) {
    while (to < count && sorted[to] - sorted[from] <= tie) to++;
    if (to - from === 1) continue;
    sorted.fill(sorted[from], from, to);
    given.subarray(from, to).sort();
  }
  return { predicted: sorted, values: given, tie };
}

/**
 * The value of one of the five whose predictions lie nearest to `target`, each with the same chance. Where several are
 * as near as the fifth (all who share a level, say), they share the places that are left: else the ends of their
 * order would be taken again and again.
 */
export function donorValue({ predicted, values, tie }: Donors, target: number, luck: RandomStream): number {
  const count = Math.min(DONORS, predicted.length);
  const reach = reachOf(predicted, target, count);
  const from = placeOf(predicted, target - reach - tie);
  const to = placeOf(predicted, target + reach + tie);
  const nearFrom = Math.max(from, Math.min(to, placeOf(predicted, target - reach + tie)));
  const nearTo = Math.max(nearFrom, placeOf(predicted, target + reach - tie));
  const near = reach > tie ? nearTo - nearFrom : 0;
  const pick = luck.below(count);
  if (pick < near) return values[nearFrom + pick];
  const far = luck.below(to - from - near);
  if (near === 0) return values[from + far];
  return values[far < nearFrom - from ? from + far : nearTo + far - (nearFrom - from)];
}

/** How far the `count`-th nearest prediction lies from the target. */
function reachOf(predicted: Float64Array, target: number, count: number): number {
  let from = placeOf(predicted, target);
  let to = from;
  let reach = 0;
  while (to - from < count) {
    const left = from > 0 ? target - predicted[from - 1] : Number.POSITIVE_INFINITY;
    const right = to < predicted.length ? predicted[to] - target : Number.POSITIVE_INFINITY;
    reach = Math.min(left, right);
    if (left <= right) from--;
    else to++;
  }
  return reach;
}

/** How many of the rising numbers lie below the target. */
function placeOf(sorted: Float64Array, target: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle] < target) low = middle + 1;
    else high = middle;
  }
  return low;
}
