import type { SurvivalCurve } from './kaplan-meier.ts';

/** The time by which a share has had the event; undefined where the curve or its limit never gets that far. */
export interface SurvivalQuantile {
  readonly time: number | undefined;
  readonly lower: number | undefined;
  readonly upper: number | undefined;
}

/**
 * The time at which survival falls to 1 - `share`, its interval by the times at which the curve's limits do (Brookmeyer
 * and Crowley 1982). Where the curve runs level at just that height, the middle of the level piece.
 */
export function survivalQuantile(curve: SurvivalCurve, share = 0.5): SurvivalQuantile {
  if (!(share > 0 && share < 1)) throw new RangeError(`share was ${share}; it must lie between 0 and 1.`);
  return {
    time: fallsTo(curve, curve.survival, 1 - share),
    lower: fallsTo(curve, curve.lower, 1 - share),
    upper: fallsTo(curve, curve.upper, 1 - share),
  };
}

function fallsTo(
  { time, events, survival }: SurvivalCurve,
  heights: Float64Array,
  height: number,
): number | undefined {
  // Sums of many steps reach a height such as one half with a rounding error.
  const slack = 1e-10;
  for (let k = 0; k < time.length; k++) {
    // Where the curve is at 0 its limits stand for none.
    if (heights !== survival && survival[k] === 0) return undefined;
    if (events[k] === 0 || heights[k] > height + slack) continue;
    if (Math.abs(heights[k] - height) > slack) return time[k];
    for (let next = k + 1; next < time.length; next++) {
      if (heights[next] < height - slack) return (time[k] + time[next]) / 2;
    }
    return time[k];
  }
  return undefined;
}

/** The curve at given times: its last step at or before each. */
export function curveAt(
  curve: SurvivalCurve,
  times: readonly number[],
): { time: number; survival: number; standardError: number; lower: number; upper: number; atRisk: number }[] {
  return times.map(time => {
    let k = -1;
    while (k + 1 < curve.time.length && curve.time[k + 1] <= time) k++;
    const atRisk = k + 1 < curve.time.length ? curve.atRisk[curve.time[k] === time ? k : k + 1] : 0;
    const here = k >= 0 && curve.time[k] === time ? curve.atRisk[k] : atRisk;
    if (k < 0) return { time, survival: 1, standardError: 0, lower: 1, upper: 1, atRisk: here };
    return {
      time,
      survival: curve.survival[k],
      standardError: curve.standardError[k],
      lower: curve.lower[k],
      upper: curve.upper[k],
      atRisk: here,
    };
  });
}
