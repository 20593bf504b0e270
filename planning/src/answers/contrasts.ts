import { studentTCdf } from '@throughcare/numerics';
import type { Orders } from './draws.ts';
import { holm } from './holm.ts';
import { meanOf, varianceOf } from './mean.ts';

/** An answer where an assumption is lowest and where it is highest. */
export interface Contrast {
  readonly parameter: string;
  readonly atLow: number;
  readonly atHigh: number;
  readonly standardError: number;
  /** The two ends differ by more than chance alone would make any of all the bars differ in 1 of 20 repeats. */
  readonly clear: boolean;
}

/** In so many repeats at most does any bar count as clear where there is nothing to see. */
const level = 0.05;

/** Fewer runs in a fifth than this say nothing. */
const fewest = 4;

/** The fewest runs of which fifths say anything. */
export const fewestToContrast = 5 * fewest;

/**
 * The mean answer in the fifth of the runs with the lowest draws of each assumption and in the fifth with its highest: the
 * between-fifths contrast of a regional sensitivity analysis (Saltelli et al. 2008, section 5.2), furthest apart first.
 * Empty of too few runs; an assumption that never varies has none.
 */
export function contrastsOf(orders: Orders, answers: readonly number[]): Contrast[] {
  const compared = Object.entries(orders).flatMap(([parameter, order]) => {
    const size = Math.floor(order.length / 5);
    if (size < fewest) return [];
    const low = order.slice(0, size).map(i => answers[i]);
    const high = order.slice(-size).map(i => answers[i]);
    const [ofLow, ofHigh] = [varianceOf(low) / size, varianceOf(high) / size];
    const bar = {
      parameter,
      atLow: meanOf(low),
      atHigh: meanOf(high),
      standardError: Math.sqrt(ofLow + ofHigh),
    };
    return [{ bar, p: chanceOf(bar.atHigh - bar.atLow, ofLow, ofHigh, size) }];
  });
  const clear = holm(
    compared.map(({ p }) => p),
    level,
  );
  return compared
    .map(({ bar }, i): Contrast => ({ ...bar, clear: clear[i] }))
    .sort((a, b) => Math.abs(b.atHigh - b.atLow) - Math.abs(a.atHigh - a.atLow));
}

/** How often chance alone puts two means of so many runs so far apart (Welch 1947), from the variances of the means. */
function chanceOf(apart: number, ofLow: number, ofHigh: number, size: number): number {
  const both = ofLow + ofHigh;
  if (both === 0) return apart === 0 ? 1 : 0;
  const freedom = ((size - 1) * both ** 2) / (ofLow ** 2 + ofHigh ** 2);
  return 2 * studentTCdf(-Math.abs(apart) / Math.sqrt(both), freedom);
}
