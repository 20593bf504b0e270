import { studentTQuantile } from '@throughcare/numerics';
import { meanOf, varianceOf } from './mean.ts';

/** The mean difference of two plans at one value of one assumption, with its 95% interval. */
export interface AtValue {
  readonly value: number;
  readonly mean: number;
  readonly low: number;
  readonly high: number;
}

/** What one assumption has to be for two plans to come out even, searched for by running them there. */
export interface EvenSearch {
  /** In the assumption's own unit; null where the mean difference does not cross nought once. */
  readonly at: number | null;
  /**
   * The 95% interval: where chance and what else is not known leave the mean difference on either side of nought. An end
   * is null where that reaches past what was searched.
   */
  readonly low: number | null;
  readonly high: number | null;
  readonly runs: number;
  /** Everywhere that was run, in order. */
  readonly tried: readonly AtValue[];
  /** How far the straight line between the ends that were searched would have been off; null where there is no crossing. */
  readonly lineOff: number | null;
  readonly words: string;
}

/** First less second in runs 0 to `runs` with the assumption at `value` (own unit), all else drawn: the same luck at every value. */
export type DifferencesAt = (value: number) => readonly number[] | Promise<readonly number[]>;

/** Between so many points the difference is looked at first, so that one that turns is seen. */
const looks = 5;
/** The search ends within this part of the range. */
const exactness = 1e-3;
const mostSteps = 40;

/**
 * Finds where the mean difference crosses nought, by bisection with false position on the same luck at every value, so
 * that what is compared is the assumption and never other chance. Its interval turns the test of the mean about
 * (Student's t): it holds every value at which these runs cannot tell the difference from nought.
 *
 * @param differencesAt called with one value after another, always of the same runs: two at least
 * @param from the lowest value to look at, in the assumption's own unit
 * @param to the highest
 * @throws RangeError where `from` does not lie below `to`, or `differencesAt` gives fewer than two runs or one that is no number
 */
export async function searchEven(
  differencesAt: DifferencesAt,
  from: number,
  to: number,
): Promise<EvenSearch> {
  if (!(from < to) || !Number.isFinite(to - from))
    throw new RangeError(`from was ${from} and to was ${to}; both must be numbers, and from the lower.`);
  const known = new Map<number, AtValue>();
  let runs = 0;
  const at = async (value: number): Promise<AtValue> => {
    const before = known.get(value);
    if (before !== undefined) return before;
    const differences = await differencesAt(value);
    runs = differences.length;
    if (runs < 2 || !differences.every(Number.isFinite))
      throw new RangeError(
        `differencesAt(${value}) gave ${runs < 2 ? `${runs} runs` : `${differences.find(each => !Number.isFinite(each))} in one run`}; it takes two runs or more, and a number in each.`,
      );
    const mean = meanOf(differences);
    const half = studentTQuantile(0.975, runs - 1) * Math.sqrt(varianceOf(differences) / runs);
    const found = { value, mean, low: mean - half, high: mean + half };
    known.set(value, found);
    return found;
  };
  for (let i = 0; i < looks; i++) await at(from + ((to - from) * i) / (looks - 1));
  const end = (found: Partial<EvenSearch>, words: string): EvenSearch => ({
    at: null,
    low: null,
    high: null,
    lineOff: null,
    ...found,
    runs,
    tried: inOrder(known),
    words,
  });
  const looked = inOrder(known);
  const crossings = crossingsAmong(looked);
  if (crossings !== 1) return end({}, whyNotOne(looked, crossings));
  const even = looked.find(each => each.mean === 0);
  const crossing = even?.value ?? (await rootOf(at, known, each => each.mean, 'first', from, to))!;
  const [first, last] = [known.get(from)!, known.get(to)!];
  // Where the difference rises, its upper bound crosses nought first.
  const [sooner, later] = last.mean > first.mean ? (['high', 'low'] as const) : (['low', 'high'] as const);
  const soonest = await rootOf(at, known, each => each[sooner], 'first', from, to);
  const latest = await rootOf(at, known, each => each[later], 'last', from, to);
  const low = soonest === null || isUntold(first) ? null : Math.min(soonest, crossing);
  const high = latest === null || isUntold(last) ? null : Math.max(latest, crossing);
  const byLine = from - (first.mean * (to - from)) / (last.mean - first.mean);
  return end(
    { at: crossing, low, high, lineOff: Math.abs(byLine - crossing) },
    `Both come out even at ${said(crossing)} (95% ${low === null ? `below ${said(from)}` : said(low)} to ${high === null ? `above ${said(to)}` : said(high)}), all else being as uncertain as it is.`,
  );
}

/** These runs cannot tell the difference from nought there. */
function isUntold({ low, high }: AtValue): boolean {
  return low < high && low <= 0 && high >= 0;
}

/** How often the mean crosses or meets nought between the values that were looked at, or at one of them. */
function crossingsAmong(looked: readonly AtValue[]): number {
  const met = looked.filter(({ mean }) => mean === 0).length;
  const crossed = looked.slice(1).filter(({ mean }, i) => mean * looked[i].mean < 0).length;
  return met + crossed;
}

/** Why there is no one value: nowhere, several, everywhere, or more than these runs can tell. */
function whyNotOne(looked: readonly AtValue[], crossings: number): string {
  const [from, to] = [looked[0], looked[looked.length - 1]].map(({ value }) => said(value));
  const even = looked.filter(({ mean, low, high }) => mean === 0 && low === high);
  if (even.length === looked.length)
    return `Both come out the same in every run wherever it was looked, from ${from} to ${to}: it makes no difference between them there.`;
  if (looked.some((each, i) => even.includes(each) && i > 0 && even.includes(looked[i - 1])))
    return `Both come out the same in every run at ${even.map(({ value }) => said(value)).join(', ')}: there is no one value, but a stretch from which it makes no difference between them.`;
  const untold = looked.filter(isUntold);
  if (untold.length === looked.length)
    return `Wherever it was looked, from ${from} to ${to}, these runs cannot tell the difference from nought. Take more runs.`;
  if (crossings > 1)
    return `The difference crosses nought ${crossings} times between ${from} and ${to}: search each part by itself.`;
  const less = looked[0].mean < 0 ? 'less' : 'more';
  const doubt =
    untold.length === 0
      ? ''
      : ` At ${untold.map(({ value }) => said(value)).join(', ')} these runs cannot tell it from nought; more runs, or a closer look there, may.`;
  return `The first has ${less} on average at each of ${looked.length} values looked at, from ${from} to ${to}.${doubt}`;
}

/** Where the mean, or a bound of it, crosses nought for the first or the last time; null where it does not between the ends. */
async function rootOf(
  at: (value: number) => Promise<AtValue>,
  known: ReadonlyMap<number, AtValue>,
  read: (each: AtValue) => number,
  which: 'first' | 'last',
  from: number,
  to: number,
): Promise<number | null> {
  const all = inOrder(known);
  const crosses = (each: AtValue, i: number): boolean => i > 0 && read(each) < 0 !== read(all[i - 1]) < 0;
  const where = which === 'first' ? all.findIndex(crosses) : all.findLastIndex(crosses);
  if (where === -1) return null;
  let [a, b] = [all[where - 1], all[where]];
  for (let step = 0; step < mostSteps && b.value - a.value > exactness * (to - from); step++) {
    // False position comes nearer in fewer runs where the difference is near to straight; halving keeps every third step.
    const line = a.value - (read(a) * (b.value - a.value)) / (read(b) - read(a));
    const margin = 0.02 * (b.value - a.value);
    const next =
      step % 3 === 2 ? (a.value + b.value) / 2 : Math.min(b.value - margin, Math.max(a.value + margin, line));
    const found = await at(next);
    if (read(found) < 0 === read(a) < 0) a = found;
    else b = found;
  }
  return a.value - (read(a) * (b.value - a.value)) / (read(b) - read(a));
}

const inOrder = (known: ReadonlyMap<number, AtValue>): AtValue[] =>
  [...known.values()].sort((a, b) => a.value - b.value);

const said = (value: number): string => value.toLocaleString('en-GB', { maximumSignificantDigits: 3 });
