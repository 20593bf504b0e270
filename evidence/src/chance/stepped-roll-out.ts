import { studentTQuantile } from '@throughcare/numerics';
import { chanceEffect, differs } from './chance-effect.ts';
import type { AssumptionCheck, ChanceEffect } from './chance-effect.ts';

/** Regions by periods, region after region: `regions * periods` values each. */
export interface SteppedData {
  readonly regions: number;
  readonly periods: number;
  /** Mean outcome of those who entered in each region and period. */
  readonly mean: ArrayLike<number>;
  /** How many people that were. */
  readonly people: ArrayLike<number>;
  /** The first period with the programme in each region; `periods` or more: not within the time seen. */
  readonly startsAt: ArrayLike<number>;
}

export interface SteppedRollOut {
  /** The mean change in regions and periods that had the programme, against regions that did not have it yet. */
  readonly effect: ChanceEffect;
  /** Change by time since the start; below 0 before it, where there should be none. */
  readonly bySinceStart: readonly {
    readonly sinceStart: number;
    readonly effect: number;
    readonly cells: number;
  }[];
  readonly regionsThatStart: number;
  readonly checks: readonly AssumptionCheck[];
}

/**
 * A programme that reaches regions one after another: each region's change since the period before its start is held
 * against the change, over the same periods, of regions that did not have it yet (Callaway and Sant'Anna 2021, without
 * covariates), cells weighted by people treated. Unlike a regression with two-way effects no region is compared with
 * one that has the programme already (Goodman-Bacon 2021). Standard error by the jackknife over regions, Student's t
 * with regions less one.
 *
 * @throws RangeError for fewer than four regions that start, none to compare with, or a cell without people
 */
export function steppedRollOut(data: SteppedData): SteppedRollOut {
  const { regions, periods, mean, people, startsAt } = data;
  if (
    mean.length !== regions * periods ||
    people.length !== regions * periods ||
    startsAt.length !== regions
  ) {
    throw new RangeError(
      `${regions} regions and ${periods} periods need ${regions * periods} means and people, and ${regions} starts; ` +
        `there are ${mean.length}, ${people.length} and ${startsAt.length}.`,
    );
  }
  for (let k = 0; k < people.length; k++) {
    if (!(people[k] > 0)) {
      throw new RangeError(
        `Nobody entered in region ${Math.floor(k / periods)}, period ${k % periods}; use longer periods or leave the region out.`,
      );
    }
  }
  const all = Array.from({ length: regions }, (_, r) => r);
  const starting = all.filter(r => startsAt[r] > 0 && startsAt[r] < periods);
  if (starting.length < 4) {
    throw new RangeError(
      `${starting.length} regions start within the time seen, after its first period; a roll-out needs four or more.`,
    );
  }
  const whole = averageEffect(data, all);
  if (whole === undefined) {
    throw new RangeError(
      'No region that starts can be compared with one that has not started: all start in the same period. An interrupted series fits better.',
    );
  }
  const left = all.flatMap(
    without =>
      averageEffect(
        data,
        all.filter(r => r !== without),
      ) ?? [],
  );
  const centre = left.reduce((total, value) => total + value, 0) / left.length;
  const squares = left.reduce((total, value) => total + (value - centre) ** 2, 0);
  const standardError = Math.sqrt(((left.length - 1) / left.length) * squares);
  const effect = chanceEffect(
    whole,
    standardError,
    'change against regions that do not have it yet; jackknife standard error over regions',
    left.length - 1,
  );
  const bySinceStart = byEventTime(data, all);
  return {
    effect,
    bySinceStart,
    regionsThatStart: starting.length,
    checks: [trendsBefore(data, all), orderByChance()],
  };
}

/** Change of region `r` from the period before its start to period `t`, less that of regions not started by then. */
function cell(
  { periods, mean, people, startsAt }: SteppedData,
  among: readonly number[],
  r: number,
  t: number,
) {
  const base = startsAt[r] - 1;
  const controls = among.filter(
    other => startsAt[other] > Math.max(t, base) && other !== r && startsAt[other] !== startsAt[r],
  );
  if (controls.length === 0 || base < 0) return undefined;
  let change = 0;
  let weight = 0;
  for (const other of controls) {
    const own = people[other * periods + t];
    change += own * (mean[other * periods + t] - mean[other * periods + base]);
    weight += own;
  }
  return mean[r * periods + t] - mean[r * periods + base] - change / weight;
}

function averageEffect(data: SteppedData, among: readonly number[]): number | undefined {
  let total = 0;
  let weight = 0;
  for (const r of among) {
    for (let t = Math.max(1, data.startsAt[r]); t < data.periods; t++) {
      const change = cell(data, among, r, t);
      if (change === undefined) continue;
      const own = data.people[r * data.periods + t];
      total += own * change;
      weight += own;
    }
  }
  return weight > 0 ? total / weight : undefined;
}

function byEventTime(data: SteppedData, among: readonly number[]) {
  const sums = new Map<number, { total: number; weight: number; cells: number }>();
  for (const r of among) {
    if (data.startsAt[r] >= data.periods) continue;
    for (let t = 0; t < data.periods; t++) {
      const since = t - data.startsAt[r];
      const change = since === -1 ? undefined : cell(data, among, r, t);
      if (change === undefined) continue;
      const own = data.people[r * data.periods + t];
      const sum = sums.get(since) ?? { total: 0, weight: 0, cells: 0 };
      sum.total += own * change;
      sum.weight += own;
      sum.cells++;
      sums.set(since, sum);
    }
  }
  return [...sums]
    .map(([sinceStart, { total, weight, cells }]) => ({ sinceStart, effect: total / weight, cells }))
    .sort((a, b) => a.sinceStart - b.sinceStart);
}

/** The same comparison in the periods before the start, where the programme can have done nothing. */
function trendsBefore(data: SteppedData, all: readonly number[]): AssumptionCheck {
  const assumption = 'Without the programme, regions would have changed alike.';
  const earlyEffect = (among: readonly number[]): number | undefined => {
    const early = byEventTime(data, among).filter(({ sinceStart }) => sinceStart < -1);
    const cells = early.reduce((total, one) => total + one.cells, 0);
    return cells === 0 ? undefined : early.reduce((total, one) => total + one.effect * one.cells, 0) / cells;
  };
  const whole = earlyEffect(all);
  const left = all.flatMap(without => earlyEffect(all.filter(r => r !== without)) ?? []);
  if (whole === undefined || left.length < 4) {
    return {
      assumption,
      verdict: 'cannot be checked',
      finding: 'There are too few periods before the starts to see whether regions changed alike.',
      values: {},
    };
  }
  const centre = left.reduce((total, value) => total + value, 0) / left.length;
  const squares = left.reduce((total, value) => total + (value - centre) ** 2, 0);
  const before = chanceEffect(
    whole,
    Math.sqrt(((left.length - 1) / left.length) * squares),
    'the same comparison before the start; jackknife over regions',
    left.length - 1,
  );
  const doubtful = differs(before);
  return {
    assumption,
    verdict: doubtful ? 'in doubt' : 'nothing against it',
    finding: doubtful
      ? 'Regions that were to start changed differently from others before they started.'
      : 'Before they started, regions changed like others.',
    values: {
      before: before.value,
      lower: before.interval.lower,
      upper: before.interval.upper,
      t: studentTQuantile(0.975, left.length - 1),
    },
  };
}

function orderByChance(): AssumptionCheck {
  return {
    assumption: 'The order in which regions started has nothing to do with what was going to happen there.',
    verdict: 'cannot be checked',
    finding: 'Say how the order was set. Drawn by lot is best; where need was greatest is worst.',
    values: {},
  };
}
