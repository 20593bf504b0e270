import type { Network } from './network.ts';
import { simulate } from './simulate.ts';
import type { Statistics } from './statistics.ts';

/** Runs of one network that one thread does in one go. */
export interface Share {
  readonly network: Network;
  readonly seed: number;
  readonly from: number;
  readonly to: number;
}

export default function work({ network, seed, from, to }: Share): {
  result: Statistics[];
  transfer: ArrayBuffer[];
} {
  const result = Array.from({ length: to - from }, (_, i) => simulate(network, seed, from + i));
  const transfer = result.flatMap(statistics =>
    Object.values(statistics).flatMap(value =>
      ArrayBuffer.isView(value) ? [value.buffer as ArrayBuffer] : [],
    ),
  );
  // Runs of a network share the table of its priority classes; a buffer can go across once.
  return { result, transfer: [...new Set(transfer)] };
}
