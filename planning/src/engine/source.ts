import type { Duration } from './duration.ts';

/** A share of those who come, with their attributes in the network's order. */
export interface Stratum {
  readonly share: number;
  readonly values: readonly number[];
}

/**
 * People who come from outside: a Poisson process whose rate at time t is `rate` x exp(`growth` x t), times the
 * step and the season of the day. From `deterredFrom` on a share `deterred` of those who would have come do not.
 */
export interface Source {
  readonly name: string;
  readonly luck: number;
  readonly to: number;
  readonly rate: number;
  readonly growth?: number;
  /** From `from` on the rate is `factor` times what it would be; the last row in force decides. */
  readonly steps?: readonly { readonly from: number; readonly factor: number }[];
  /** Equal parts of a time that recurs (twelve of a year), each with its factor. */
  readonly season?: { readonly length: number; readonly factors: readonly number[] };
  /**
   * What was counted: `counts[i]` people between `ends[i - 1]` (or 0) and `ends[i]`. It takes the place of rate,
   * growth, steps and season up to its last end.
   */
  readonly observed?: { readonly ends: readonly number[]; readonly counts: readonly number[] };
  /** Another shape of the gaps between people, with mean 1: they are stretched to the rate. Exponential if absent. */
  readonly gaps?: Duration;
  /** Nobody is, if absent. */
  readonly deterred?: number;
  readonly deterredFrom?: number;
  /** Who comes; whatever is missing to 1 goes to the last. */
  readonly strata?: readonly Stratum[];
}
