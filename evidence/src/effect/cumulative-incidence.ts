import { argsort, normalQuantile } from '@throughcare/numerics';
import type { IntervalKind } from './kaplan-meier.ts';

/** Time to the first of several kinds of event: `cause` 0 if the person was last seen then, else the number of the kind. */
export interface CompetingData {
  readonly time: ArrayLike<number>;
  readonly cause: ArrayLike<number>;
  readonly weights?: ArrayLike<number> | undefined;
}

/** One point for each distinct time in the data. */
export interface CumulativeIncidence {
  readonly time: Float64Array;
  readonly atRisk: Float64Array;
  readonly censored: Float64Array;
  /** The share without any event. */
  readonly free: { readonly share: Float64Array; readonly standardError: Float64Array };
  /** By cause, from 1. */
  readonly causes: readonly {
    readonly cause: number;
    readonly events: Float64Array;
    readonly share: Float64Array;
    readonly standardError: Float64Array;
    readonly lower: Float64Array;
    readonly upper: Float64Array;
  }[];
}

/**
 * The cumulative incidence of each cause by Aalen and Johansen (1978), with the infinitesimal jackknife standard error
 * that R's survfit gives for several states; intervals on the plain, log (usual) or log(-log) scale.
 *
 * The influence of somebody who has gone on the share with the event, once they are gone, is a + c F(t), and everybody
 * still at risk has the same: three running sums are enough for all people.
 */
export function cumulativeIncidence(
  data: CompetingData,
  interval: IntervalKind = 'log',
  level = 0.95,
): CumulativeIncidence {
  checkCompeting(data);
  const { time, cause, weights } = data;
  const order = argsort(time);
  const causes = Array.from(new Set(Array.from(cause)))
    .filter(one => one > 0)
    .sort((a, b) => a - b);
  const starts = distinctStarts(order, time);
  const points = starts.length;
  const weight = (i: number): number => (weights === undefined ? 1 : weights[i]);
  const array = (): Float64Array => new Float64Array(points);
  const result = {
    time: array(),
    atRisk: array(),
    censored: array(),
    free: { share: array(), standardError: array() },
  };
  const byCause = causes.map(number => ({
    cause: number,
    events: array(),
    share: array(),
    standardError: array(),
    lower: array(),
    upper: array(),
  }));
  const index = new Map(causes.map((number, c) => [number, c]));
  let left = 0;
  for (let k = points - 1; k >= 0; k--) {
    const end = k + 1 < points ? starts[k + 1] : order.length;
    for (let position = starts[k]; position < end; position++) {
      const i = order[position];
      left += weight(i);
      const c = index.get(cause[i]);
      if (c === undefined) result.censored[k] += weight(i);
      else byCause[c].events[k] += weight(i);
    }
    result.time[k] = time[order[starts[k]]];
    result.atRisk[k] = left;
  }

  const z = normalQuantile((1 + level) / 2);
  const influence = causes.map(() => ({ aa: 0, ac: 0, cc: 0, present: 0 }));
  let free = 1;
  // Of everybody still at risk, and of those gone, on the share free of any event: c times that share.
  let presentFree = 0;
  let presentSquares = 0;
  for (let i = 0; i < order.length; i++) presentSquares += weight(i) ** 2;
  let goneFree = 0;
  const share = causes.map(() => 0);
  for (let k = 0; k < points; k++) {
    const n = result.atRisk[k];
    const hazards = byCause.map(one => one.events[k] / n);
    const hazard = hazards.reduce((total, h) => total + h, 0);
    const before = { free, presentFree, present: influence.map(one => one.present) };
    // Adding a little weight to somebody at risk takes from each hazard (its own share less whether they had it) / n.
    free = hazard >= 1 - 1e-15 ? 0 : before.free * (1 - hazard);
    presentFree = before.presentFree * (1 - hazard) + (before.free * hazard) / n;
    influence.forEach((one, c) => {
      share[c] += before.free * hazards[c];
      one.present = before.present[c] + before.presentFree * hazards[c] - (before.free * hazards[c]) / n;
    });
    const end = k + 1 < points ? starts[k + 1] : order.length;
    for (let position = starts[k]; position < end; position++) {
      const i = order[position];
      const w2 = weight(i) ** 2;
      const own = index.get(cause[i]);
      const ownFree = presentFree - (own === undefined ? 0 : before.free / n);
      // Kept as multiples of the share that is left, with which they shrink.
      const c = free > 0 ? ownFree / free : 0;
      goneFree += w2 * c * c;
      presentSquares -= w2;
      influence.forEach((one, j) => {
        const here = one.present + (own === j ? before.free / n : 0);
        const a = here - c * share[j];
        one.aa += w2 * a * a;
        one.ac += w2 * a * c;
        one.cc += w2 * c * c;
      });
    }
    const present = Math.max(presentSquares, 0);
    result.free.share[k] = free;
    result.free.standardError[k] = Math.sqrt(goneFree * free * free + present * presentFree ** 2);
    byCause.forEach((one, j) => {
      const { aa, ac, cc, present: still } = influence[j];
      const variance = aa + 2 * share[j] * ac + share[j] ** 2 * cc + present * still ** 2;
      const error = Math.sqrt(Math.max(variance, 0));
      one.share[k] = share[j];
      one.standardError[k] = error;
      [one.lower[k], one.upper[k]] = limits(share[j], error, z, interval);
    });
  }
  return { ...result, causes: byCause };
}

function limits(share: number, error: number, z: number, interval: IntervalKind): readonly [number, number] {
  if (share <= 0 || error === 0) return [share, share];
  switch (interval) {
    case 'plain':
      return [Math.max(0, share - z * error), Math.min(1, share + z * error)];
    case 'log':
      return [share * Math.exp((-z * error) / share), Math.min(1, share * Math.exp((z * error) / share))];
    case 'log-log': {
      if (share >= 1) return [share, share];
      const reach = (z * error) / (share * Math.log(share));
      return [share ** Math.exp(-reach), share ** Math.exp(reach)];
    }
  }
}

function distinctStarts(order: Int32Array, time: ArrayLike<number>): number[] {
  const starts: number[] = [];
  order.forEach((i, position) => {
    if (position === 0 || time[i] !== time[order[position - 1]]) starts.push(position);
  });
  return starts;
}

/** Refuses data of competing events that no estimator could read, naming the row. */
export function checkCompeting({ time, cause, weights }: CompetingData): void {
  if (time.length === 0) throw new RangeError('There is nobody in the data; an incidence needs people.');
  if (cause.length !== time.length || (weights !== undefined && weights.length !== time.length)) {
    throw new RangeError('time, cause and weights must have one value for each person.');
  }
  for (let i = 0; i < time.length; i++) {
    if (!(time[i] >= 0 && time[i] < Number.POSITIVE_INFINITY)) {
      throw new RangeError(`time is ${time[i]} in row ${i}; it must be a number from 0 on.`);
    }
    if (!Number.isInteger(cause[i]) || cause[i] < 0) {
      throw new RangeError(
        `cause is ${cause[i]} in row ${i}; it must be 0 (censored) or the number of a cause.`,
      );
    }
    if (weights !== undefined && !(weights[i] >= 0 && weights[i] < Number.POSITIVE_INFINITY)) {
      throw new RangeError(`weight is ${weights[i]} in row ${i}; it must be a number from 0 on.`);
    }
  }
}
