import { studentTCdf } from '@throughcare/numerics';
import type { Orders } from './draws.ts';
import { holm } from './holm.ts';
import { meanOf, varianceOf } from './mean.ts';

/** An answer where an assumption is lowest and where it is highest. */
export interface Contrast {
  readonly parameter: string;
  readonly atLow: number;
  readonly atHigh: number;
  /** Where the answer turns: the mean of the fifth in between that lies furthest beyond both ends; null where none clearly does. */
  readonly between: number | null;
  readonly standardError: number;
  /** The ends differ, or a fifth between them from both, by more than chance would make any of all the bars in 1 of 20 repeats. */
  readonly clear: boolean;
}

/**
 * In so many repeats at most does any bar count as clear where there is nothing to see: half of them are left to the ends,
 * and half to what lies between, so that an assumption that moves the answer up and down again is not missed.
 */
const level = 0.05 / 2;

/** Fewer runs in a fifth than this say nothing. */
const fewest = 4;

/** The fewest runs of which fifths say anything. */
export const fewestToContrast = 5 * fewest;

/**
 * The mean answer in the fifth of the runs with the lowest draws of each assumption and in the fifth with its highest: the
 * between-fifths contrast of a regional sensitivity analysis (Saltelli et al. 2008, section 5.2), furthest apart first; and
 * each fifth between them beside both ends.
 * Empty of too few runs; an assumption that never varies has none.
 */
export function contrastsOf(orders: Orders, answers: readonly number[]): Contrast[] {
  const compared = Object.entries(orders).flatMap(([parameter, order]) => {
    const size = Math.floor(order.length / 5);
    if (size < fewest) return [];
    const low = groupOf(order.slice(0, size), answers);
    const high = groupOf(order.slice(-size), answers);
    const inner = order.slice(size, -size);
    const middles = [0, 1, 2].map(third =>
      groupOf(
        inner.slice(Math.floor((third * inner.length) / 3), Math.floor(((third + 1) * inner.length) / 3)),
        answers,
      ),
    );
    const ends: Group = {
      mean: (low.mean + high.mean) / 2,
      error: (low.error + high.error) / 4,
      size: 2 * size - 1,
    };
    return [
      {
        parameter,
        low,
        high,
        middles,
        p: chanceOf(low, high),
        turns: middles.map(one => chanceOf(one, ends)),
      },
    ];
  });
  const clear = holm(
    compared.map(({ p }) => p),
    level,
  );
  const turned = holm(
    compared.flatMap(({ turns }) => turns),
    level,
  );
  return compared
    .map(({ parameter, low, high, middles }, i): Contrast => {
      const told = middles.filter((_, third) => turned[3 * i + third]).map(({ mean }) => mean);
      return {
        parameter,
        atLow: low.mean,
        atHigh: high.mean,
        between: furthestBeyond(told, low.mean, high.mean),
        standardError: Math.sqrt(low.error + high.error),
        clear: clear[i] || told.length > 0,
      };
    })
    .sort((a, b) => reachOf(b) - reachOf(a));
}

/** How far apart the means of a bar lie. */
export function reachOf({ atLow, atHigh, between }: Pick<Contrast, 'atLow' | 'atHigh' | 'between'>): number {
  const means = [atLow, atHigh, between ?? atLow];
  return Math.max(...means) - Math.min(...means);
}

interface Group {
  readonly mean: number;
  /** The variance of the mean. */
  readonly error: number;
  readonly size: number;
}

function groupOf(runs: readonly number[], answers: readonly number[]): Group {
  const values = runs.map(i => answers[i]);
  return { mean: meanOf(values), error: varianceOf(values) / values.length, size: values.length };
}

function furthestBeyond(means: readonly number[], one: number, other: number): number | null {
  const beyond = (mean: number): number =>
    Math.max(mean - Math.max(one, other), Math.min(one, other) - mean, 0);
  return means
    .filter(mean => beyond(mean) > 0)
    .reduce<number | null>((far, mean) => (far === null || beyond(mean) > beyond(far) ? mean : far), null);
}

/** How often chance alone puts two means so far apart (Welch 1947), from the variances of the means. */
function chanceOf(one: Group, other: Group): number {
  const apart = one.mean - other.mean;
  const both = one.error + other.error;
  if (both === 0) return apart === 0 ? 1 : 0;
  const freedom = both ** 2 / (one.error ** 2 / (one.size - 1) + other.error ** 2 / (other.size - 1));
  return 2 * studentTCdf(-Math.abs(apart) / Math.sqrt(both), freedom);
}
