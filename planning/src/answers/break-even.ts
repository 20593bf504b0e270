import { studentTQuantile } from '@throughcare/numerics';
import { refuseNoNumbers, refuseOtherLength } from '../engine/refuse/argument.ts';
import { curveThrough } from './curve.ts';
import type { Curve } from './curve.ts';

/** What one assumption would have to be for the two scenarios to come out even. */
export interface BreakEven {
  readonly parameter: string;
  /** In the unit of the draws, with its 95% interval; an end is infinite where the runs do not bound it. */
  readonly at: number;
  readonly low: number;
  readonly high: number;
}

/** Why none is given for an assumption over which the runs cross nought where it was drawn. */
export interface NoBreakEven {
  readonly parameter: string;
  readonly why: string;
}

/** Where the differences of the runs come out even over one assumption, among what was drawn. */
export interface Crossings {
  /** Lowest first; none where the assumption does not clearly move the difference. */
  readonly at: readonly number[];
  /** The curve that was laid through: a straight line unless the runs clearly bend. */
  readonly degree: 1 | 2 | 3;
  /** False where the runs clearly bend more than such a curve does. */
  readonly follows: boolean;
  /** The 95% interval, of the only one; null of none or of several, or where the curve does not follow. */
  readonly interval: readonly [number, number] | null;
}

/** A straight line is left in so many repeats where it is one: seldom, for a slight bend is in the interval all the same. */
const ofBends = 0.001;
/** That no such curve follows is said in so many repeats where one does. */
const ofMore = 0.01;
/** The range that was drawn is looked through in so many steps. */
const steps = 400;

/**
 * Where the curve through the runs' differences over one assumption crosses nought, everything else being as
 * uncertain as it is: a straight line, or one that bends once or twice where the runs clearly do. The interval is that of
 * Fieller (1954, J R Stat Soc B 16:175) for a curve of one degree more, which a slight bend does not mislead: all values,
 * around the crossing, at which the 95% limits of the mean difference hold nought. Where many assumptions are looked at, some moves
 * it by chance: each is then held to its part of 1 in 20 (Bonferroni).
 *
 * @param draws the assumption in each run
 * @param differences first scenario less second, in the same order
 * @param looked how many assumptions are looked at together
 */
export function crossingsOf(draws: readonly number[], differences: readonly number[], looked = 1): Crossings {
  const [line, bent, twice, more] = ([1, 2, 3, 4] as const).map(degree =>
    curveThrough(draws, differences, degree),
  );
  const isClear = (curve: Curve | null, level: number): boolean =>
    curve !== null && curve.highest > studentTQuantile(1 - level / 2 / looked, curve.freedom);
  const degree = isClear(twice, ofBends) ? 3 : isClear(bent, ofBends) ? 2 : 1;
  const follows = !isClear(more, ofMore);
  if (line === null || (degree === 1 && follows && !isClear(line, 0.05)))
    return { at: [], degree, follows, interval: null };
  const curve = [line, bent, twice][degree - 1]!;
  const [least, most] = [Math.min(...draws), Math.max(...draws)];
  const at = rootsBetween(x => curve.at(x), least, most);
  if (at.length !== 1 || !follows) return { at, degree, follows, interval: null };
  const wider = [bent, twice, twice][degree - 1] ?? curve;
  const far = studentTQuantile(0.975, wider.freedom);
  const isHeld = (x: number): boolean => Math.abs(wider.at(x)) <= far * wider.errorAt(x);
  const reach = most - least;
  // Its own crossing, which need not be that of the simpler curve.
  const own = rootsBetween(x => wider.at(x), least - reach / 4, most + reach / 4);
  const nearest = own.reduce((near, x) => (Math.abs(x - at[0]) < Math.abs(near - at[0]) ? x : near), own[0]);
  const start = nearest ?? at[0];
  if (!isHeld(start)) return { at, degree, follows, interval: [-Infinity, Infinity] };
  const [low, high] = [-1, 1].map(way => endOf(isHeld, start, way * reach));
  return { at, degree, follows, interval: [Math.min(low, at[0]), Math.max(high, at[0])] };
}

/**
 * The one value at which both come out even, with its interval (`crossingsOf`). Undefined when the assumption does not clearly move
 * the difference, when it comes out even nowhere among what was drawn, or more than once.
 *
 * @throws RangeError naming what is no number, or not one a run
 */
export function breakEven(
  parameter: string,
  draws: readonly number[],
  differences: readonly number[],
  looked = 1,
): BreakEven | undefined {
  refuseOtherLength('draws', draws, 'differences', differences.length);
  refuseNoNumbers('draws', draws);
  refuseNoNumbers('differences', differences);
  const { at, interval } = crossingsOf(draws, differences, looked);
  return interval === null ? undefined : { parameter, at: at[0], low: interval[0], high: interval[1] };
}

function rootsBetween(of: (x: number) => number, from: number, to: number): number[] {
  const xs = Array.from({ length: steps + 1 }, (_, i) => from + ((to - from) * i) / steps);
  return xs.slice(1).flatMap((x, i) => (of(xs[i]) < 0 === of(x) < 0 ? [] : [edge(y => of(y) < 0, xs[i], x)]));
}

/** How far from `start` values are held, up to one `reach` beyond it; infinite where all are. */
function endOf(isHeld: (x: number) => boolean, start: number, reach: number): number {
  for (let i = 1; i <= steps; i++) {
    const x = start + (reach * i) / steps;
    if (!isHeld(x)) return edge(isHeld, start + (reach * (i - 1)) / steps, x);
  }
  return reach < 0 ? -Infinity : Infinity;
}

/** Between two values of which one passes and the other does not, where that changes. */
function edge(passes: (x: number) => boolean, from: number, to: number): number {
  const first = passes(from);
  let [same, other] = [from, to];
  for (let i = 0; i < 60; i++) {
    const middle = (same + other) / 2;
    if (passes(middle) === first) same = middle;
    else other = middle;
  }
  return other;
}
