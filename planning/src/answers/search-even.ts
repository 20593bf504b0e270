import { studentTQuantile } from '@throughcare/numerics';
import { luckNumbers, stageOrder } from '../scenario/compile.ts';
import { drawValues } from '../scenario/compile/values.ts';
import { inRunUnits } from '../scenario/parameter.ts';
import type { Scenario } from '../scenario/scenario-schema.ts';
import { meanOf, varianceOf } from './mean.ts';
import { outcomeOf } from './outcome.ts';
import type { Asked } from './outcome.ts';
import type { Difference } from './plan-result.ts';

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

/** Gives the difference of run `run` with the assumption set. @throws RangeError for a run that was stopped or has none */
export function evenRunner(
  scenarios: readonly [Scenario, Scenario],
  parameter: string,
  measure: Difference['measure'],
  seed: number,
): (run: number, value: number) => number {
  const luck = luckNumbers(scenarios);
  const asked = scenarios.map((scenario): Asked => ({
    scenario,
    order: stageOrder(scenario),
    // No table is asked for, so none is read.
    columns: [],
    warmUp: 0,
  }));
  return (run, value) => {
    const [first, second] = asked.map(each => {
      const { scenario } = each;
      const own = scenario.parameters[parameter];
      const drawn = drawValues(scenario, seed, run);
      const values = own === undefined ? drawn : { ...drawn, [parameter]: inRunUnits(own, value) };
      const outcome = outcomeOf(each, values, luck, seed, run);
      if (outcome.stopped !== null || !Number.isFinite(outcome[measure])) {
        throw new RangeError(
          `With ${parameter} at ${value} run ${run} of "${scenario.name}" has no such figure: ${outcome.stopped?.why ?? 'nobody got a place, or nobody came'}. Search a narrower range.`,
        );
      }
      return outcome[measure];
    });
    return first - second;
  };
}

/** Between so many points the difference is looked at first, so that one that turns is seen. */
const looks = 5;
/** The search ends within this part of the range. */
const exactness = 1e-3;
const mostSteps = 40;

/**
 * Finds where the mean difference crosses nought, by bisection with false position on the same luck at every value, so
 * that what is compared is the assumption and never other chance. Its interval turns the test of the mean about
 * (Student's t): it holds every value at which these runs cannot tell the difference from nought.
 */
export async function searchEven(
  differencesAt: DifferencesAt,
  from: number,
  to: number,
): Promise<EvenSearch> {
  const known = new Map<number, AtValue>();
  let runs = 0;
  const at = async (value: number): Promise<AtValue> => {
    const before = known.get(value);
    if (before !== undefined) return before;
    const differences = await differencesAt(value);
    runs = differences.length;
    const mean = meanOf(differences);
    const half = studentTQuantile(0.975, runs - 1) * Math.sqrt(varianceOf(differences) / runs);
    const found = { value, mean, low: mean - half, high: mean + half };
    known.set(value, found);
    return found;
  };
  for (let i = 0; i < looks; i++) await at(from + ((to - from) * i) / (looks - 1));
  const end = (left: EvenSearch['lineOff'], found: Partial<EvenSearch>, words: string): EvenSearch => ({
    at: null,
    low: null,
    high: null,
    ...found,
    runs,
    tried: inOrder(known),
    lineOff: left,
    words,
  });
  const means = inOrder(known);
  const crossings = means.slice(1).filter((each, i) => each.mean < 0 !== means[i].mean < 0);
  if (crossings.length === 0) {
    const less = means[0].mean < 0 ? 'less' : 'more';
    return end(
      null,
      {},
      `The first has ${less} on average wherever it was looked, from ${said(from)} to ${said(to)}.`,
    );
  }
  if (crossings.length > 1) {
    return end(
      null,
      {},
      `The difference crosses nought ${crossings.length} times between ${said(from)} and ${said(to)}: search each part by itself.`,
    );
  }
  const crossing = (await rootOf(at, known, each => each.mean, from, to))!;
  const [first, last] = [known.get(from)!, known.get(to)!];
  // Where the difference rises, its upper bound crosses nought first.
  const [sooner, later] = last.mean > first.mean ? (['high', 'low'] as const) : (['low', 'high'] as const);
  const soonest = await rootOf(at, known, each => each[sooner], from, to);
  const latest = await rootOf(at, known, each => each[later], from, to);
  const low = soonest === null ? null : Math.min(soonest, crossing);
  const high = latest === null ? null : Math.max(latest, crossing);
  const byLine = from - (first.mean * (to - from)) / (last.mean - first.mean);
  return end(
    Math.abs(byLine - crossing),
    { at: crossing, low, high },
    `Both come out even at ${said(crossing)} (95% ${low === null ? `below ${said(from)}` : said(low)} to ${high === null ? `above ${said(to)}` : said(high)}), all else being as uncertain as it is.`,
  );
}

/** Where a bound of the mean crosses nought; null where it does not between the ends. */
async function rootOf(
  at: (value: number) => Promise<AtValue>,
  known: ReadonlyMap<number, AtValue>,
  read: (each: AtValue) => number,
  from: number,
  to: number,
): Promise<number | null> {
  const all = inOrder(known);
  const where = all.findIndex((each, i) => i > 0 && read(each) < 0 !== read(all[i - 1]) < 0);
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
