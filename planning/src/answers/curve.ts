import { meanOf } from './mean.ts';

/** A polynomial through points, by least squares. */
export interface Curve {
  at(x: number): number;
  /** The standard error of `at`, with what the curve leaves to chance. */
  errorAt(x: number): number;
  /** How many standard errors its highest coefficient lies from nought. */
  readonly highest: number;
  readonly freedom: number;
}

/**
 * By polynomials that are orthogonal over the points (Forsythe 1957, J SIAM 5:74): each coefficient is told by itself,
 * and nothing is inverted. Null where the points are too few for the degree, or lie in too few places.
 */
export function curveThrough(
  xs: readonly number[],
  ys: readonly number[],
  degree: 1 | 2 | 3 | 4,
): Curve | null {
  const points = xs.length;
  const freedom = points - degree - 1;
  const middle = meanOf(xs);
  const spread = Math.sqrt(meanOf(xs.map(x => (x - middle) ** 2)));
  if (freedom < 1 || !(spread > 0)) return null;
  const zs = xs.map(x => (x - middle) / spread);
  const terms: {
    readonly from: number;
    readonly less: number;
    readonly size: number;
    readonly by: number;
  }[] = [];
  const left = [...ys];
  let [before, now] = [zs.map(() => 0), zs.map(() => 1)];
  for (let k = 0; k <= degree; k++) {
    const size = sumOf(now, each => each * each);
    if (!(size > 1e-9 * points)) return null;
    const by = sumOf(now, (each, i) => each * left[i]) / size;
    now.forEach((each, i) => (left[i] -= by * each));
    const from = sumOf(now, (each, i) => zs[i] * each * each) / size;
    const less = k === 0 ? 0 : size / terms[k - 1].size;
    terms.push({ from, less, size, by });
    [before, now] = [now, now.map((each, i) => (zs[i] - from) * each - less * before[i])];
  }
  const variance = sumOf(left, each => each * each) / freedom;
  const valuesAt = (x: number): number[] => {
    const z = (x - middle) / spread;
    const values = [1];
    for (let k = 0; k < degree; k++)
      values.push((z - terms[k].from) * values[k] - terms[k].less * (values[k - 1] ?? 0));
    return values;
  };
  const { by, size } = terms[degree];
  return {
    at: x => sumOf(valuesAt(x), (value, k) => terms[k].by * value),
    errorAt: x => Math.sqrt(variance * sumOf(valuesAt(x), (value, k) => value ** 2 / terms[k].size)),
    highest: by === 0 ? 0 : Math.abs(by) / Math.sqrt(variance / size),
    freedom,
  };
}

function sumOf(values: readonly number[], of: (value: number, i: number) => number): number {
  return values.reduce((sum, value, i) => sum + of(value, i), 0);
}
