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
  let total = Math.abs(values[order[0]]);
  let distinct = 1;
  let least = Number.POSITIVE_INFINITY;
  let before = values[order[0]];
  for (let k = 1; k < order.length; k++) {
    const here = values[order[k]];
    if (here === before) continue;
    least = Math.min(least, here - before);
    total += Math.abs(here);
    distinct++;
    before = here;
  }
  const near = (NEAR * total) / distinct;
  if (!(least <= near)) return undefined;
  const fixed = new Float64Array(values.length);
  let common = values[order[0]];
  before = common;
  for (const i of order) {
    if (values[i] - before > near) common = values[i];
    before = values[i];
    fixed[i] = common;
  }
  return fixed;
}
