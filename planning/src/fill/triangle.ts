/** Of the draws of a triangle so many lie below the interval, and as many above. */
const tail = 0.025;

/**
 * The ends of a triangle on `mode` of whose draws 95% lie from `low` to `high`. A triangle that ended there itself would
 * hold them in its bulk and be surer than the interval: one of 95% would come out as one of 87%.
 */
export function triangleOf(low: number, mode: number, high: number): [number, number, number] {
  const [left, right] = [mode - low, high - mode];
  let [a, b] = [left, right];
  // Both ends are further out by the root of the tail's share of the area; each round comes nearer by more than half.
  for (let round = 0; round < 60; round++) {
    const all = a + b;
    [a, b] = [left + Math.sqrt(tail * all * a), right + Math.sqrt(tail * all * b)];
  }
  return [mode - a, mode, mode + b];
}
