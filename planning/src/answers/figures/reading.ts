import { waitBins } from '../../engine/wait-bins.ts';
import type { Network } from '../../engine/network.ts';
import type { Statistics } from '../../engine/statistics.ts';
import type { Values } from '../../scenario/compile/values.ts';
import { daysAYear } from '../../scenario/unit.ts';

/** One year of one run, or several read as one, from which every figure is read. */
export interface Reading {
  readonly s: Statistics;
  /** The whole run, warm-up too. */
  readonly run: Statistics;
  readonly period: number;
  readonly network: Network;
  readonly values: Values;
  /** Days from the beginning. */
  readonly from: number;
  readonly to: number;
  /** Days of it that were run: fewer where the run was stopped. */
  readonly days: number;
  /** Years that a count is of: 1 for a year, and so many for several, whose counts are told a year. */
  readonly years: number;
  /** People waiting at each stage when it began. */
  readonly waitingBefore: (stage: number) => number;
}

/** The years of a run one by one. */
export function readingsByYear(s: Statistics, network: Network, values: Values): Reading[] {
  return s.periodEnds.map((to, period) => {
    const from = period === 0 ? 0 : s.periodEnds[period - 1];
    return {
      s,
      run: s,
      period,
      network,
      values,
      from,
      to,
      days: daysRun(s, from, to),
      years: 1,
      waitingBefore: waitingBefore(s, network, period),
    };
  });
}

/** All years after the warm-up as one: waits and times of all of them together, and counts a year. */
export function readingOfWhole(s: Statistics, network: Network, values: Values, warmUp: number): Reading {
  const from = warmUp === 0 ? 0 : s.periodEnds[warmUp - 1];
  const to = s.periodEnds.at(-1)!;
  const days = daysRun(s, from, to);
  return {
    s: together(s, warmUp),
    run: s,
    period: 0,
    network,
    values,
    from,
    to,
    days,
    years: days / daysAYear,
    waitingBefore: waitingBefore(s, network, warmUp),
  };
}

function daysRun({ stopped }: Statistics, from: number, to: number): number {
  return Math.max(0, (stopped === null ? to : Math.min(to, stopped.at)) - from);
}

function waitingBefore(s: Statistics, { stages }: Network, period: number): Reading['waitingBefore'] {
  return stage =>
    period === 0 ? (stages[stage].startWaiting ?? 0) : s.waitingAtEnd[(period - 1) * s.stages + stage];
}

const added = [
  'arrived',
  'began',
  'beganAtOnce',
  'completed',
  'expired',
  'refused',
  'waitSum',
  'waitingTime',
  'insideTime',
  'placeTime',
  'moved',
  'happened',
  'unitTime',
  'leftInPeriod',
  'timeInFlowSum',
  'deterred',
] as const;

/** Statistics of one period that holds all from `first` on. */
function together(s: Statistics, first: number): Statistics {
  const periods = s.periodEnds.length;
  const add = <Counts extends Float64Array | Uint32Array>(counts: Counts, sums: Counts): Counts => {
    const cells = sums.length;
    for (let at = first * cells; at < periods * cells; at++) sums[at % cells] += counts[at];
    return sums;
  };
  const sums = Object.fromEntries(
    added.map(name => [name, add(s[name], new Float64Array(s[name].length / periods))]),
  ) as Pick<Statistics, (typeof added)[number]>;
  return {
    ...s,
    ...sums,
    periodEnds: s.periodEnds.slice(-1),
    waitingAtEnd: s.waitingAtEnd.slice(-s.stages),
    insideAtEnd: s.insideAtEnd.slice(-s.stages),
    waitCounts: add(s.waitCounts, new Uint32Array(s.stages * waitBins)),
    timeInFlowCounts: s.timeInFlowCounts === null ? null : add(s.timeInFlowCounts, new Uint32Array(waitBins)),
  };
}
