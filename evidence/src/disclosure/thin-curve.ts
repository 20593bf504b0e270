import { roundedCount, roundedRate, SMALLEST_SHOWN } from './rule.ts';

/** A curve as it was estimated: shares not yet detected from day 0, and how many people were detected by each day. */
export interface ExactCurve {
  readonly days: readonly number[];
  readonly undetected: readonly number[];
  readonly lower: readonly number[];
  readonly upper: readonly number[];
  /** People of the group (unweighted) detected up to each of the days. */
  readonly detectedBy: readonly number[];
}

/** People of 1,000 detected by a day, with the ends of the interval; holds until the next. */
export interface ThinPoint {
  readonly day: number;
  readonly perThousand: number;
  readonly lower: number;
  readonly upper: number;
}

const TICKS = 12;

/**
 * A curve in which no single person shows: it moves only at twelfths of the follow-up, and only where ten or more
 * people were detected since it last moved. Fewer than ten who are left over at the end are told with the step before, so
 * a line that is flat to the end says "fewer than ten, or nobody", as any flat stretch does. Heights are rounded to the step
 * of the group's own rate (`rateStep`). Undefined where fewer than ten were detected, or fewer than ten were not.
 */
export function thinCurve(curve: ExactCurve, people: number, window: number): ThinPoint[] | undefined {
  const at = (day: number): number =>
    Math.max(
      0,
      curve.days.findLastIndex(own => own <= day),
    );
  const detected = (day: number): number => curve.detectedBy[at(day)] ?? 0;
  const all = detected(window);
  if (all < SMALLEST_SHOWN || people - all < SMALLEST_SHOWN) return undefined;
  const step = (share: number): number => roundedRate(1 - share, people);
  const moved = (day: number, to: number): ThinPoint => ({
    day,
    perThousand: step(curve.undetected[at(to)]),
    lower: step(curve.upper[at(to)]),
    upper: step(curve.lower[at(to)]),
  });
  const points: ThinPoint[] = [{ day: 0, perThousand: 0, lower: 0, upper: 0 }];
  let told = 0;
  for (let k = 1; k <= TICKS && told < all; k++) {
    const day = Math.round((k * window) / TICKS);
    if (detected(day) - told < SMALLEST_SHOWN) continue;
    const leavesFew = all - detected(day) < SMALLEST_SHOWN;
    points.push(moved(day, leavesFew ? window : day));
    told = leavesFew ? all : detected(day);
  }
  const last = points[points.length - 1];
  return last.day === window ? points : [...points, { ...last, day: window }];
}

/** How many are still followed on a day; undefined where too few, or too few have gone since it was last told. */
export interface ThinRisk {
  readonly day: number;
  readonly people: number | undefined;
}

/** Numbers still followed, rounded; told only where ten or more people have gone since they were last told. */
export function thinAtRisk(atRisk: readonly { readonly day: number; readonly people: number }[]): ThinRisk[] {
  let last: number | undefined;
  return atRisk.map(({ day, people }) => {
    const isShown = people >= SMALLEST_SHOWN && (last === undefined || last - people >= SMALLEST_SHOWN);
    if (!isShown) return { day, people: undefined };
    last = people;
    return { day, people: roundedCount(people) };
  });
}
