import { argsort } from '@throughcare/numerics';

/** As R's survival: times closer than this share of the mean of all distinct times are one time. */
const NEAR = 2 ** -26;

/**
 * Times that differ by rounding alone made equal, such as 0.3 and 0.1 + 0.2, which would otherwise be no tie: each becomes
 * the earliest of those that it is near to (R's survival, `timefix`). Arrays without such times are given back as they are.
 *
 * @param order rows by rising time
 * @throws RangeError for an interval with nothing left between start and stop
 */
export function tieNearTimes<Start extends ArrayLike<number> | undefined>(
  time: ArrayLike<number>,
  order: Int32Array,
  start: Start,
): { readonly time: ArrayLike<number>; readonly start: Start | Float64Array } {
  if (start === undefined) return { time: tied(time, order) ?? time, start };
  const rows = time.length;
  const both = new Float64Array(2 * rows);
  both.set(start);
  both.set(time, rows);
  const fixed = tied(both, argsort(both));
  if (fixed === undefined) return { time, start };
  const [from, to] = [fixed.subarray(0, rows), fixed.subarray(rows)];
  for (let i = 0; i < rows; i++) {
    if (from[i] < to[i]) continue;
    throw new RangeError(
      `start is ${start[i]} and stop ${time[i]} in row ${i}: they differ by rounding alone, so nobody was at risk between.`,
    );
  }
  return { time: to, start: from };
}

/** Undefined where no two values are near to one another without being equal. */
function tied(values: ArrayLike<number>, order: Int32Array): Float64Array | undefined {
  const rising = new Float64Array(order.length);
  for (let k = 0; k < order.length; k++) rising[k] = values[order[k]];
  const near = NEAR * meanOfDistinct(rising);
  let [apart, together] = [0, 0];
  for (let k = 1; k < rising.length; k++) {
    if (rising[k] !== rising[k - 1]) apart++;
    if (rising[k] - rising[k - 1] > near) together++;
  }
  if (apart === together) return undefined;
  const fixed = new Float64Array(values.length);
  let common = rising[0];
  for (let k = 0; k < order.length; k++) {
    if (k > 0 && rising[k] - rising[k - 1] > near) common = rising[k];
    fixed[order[k]] = common;
  }
  return fixed;
}

/** The mean size of the distinct values. */
function meanOfDistinct(rising: Float64Array): number {
  let total = Math.abs(rising[0]);
  let distinct = 1;
  for (let k = 1; k < rising.length; k++) {
    if (rising[k] === rising[k - 1]) continue;
    total += Math.abs(rising[k]);
    distinct++;
  }
  return total / distinct;
}
