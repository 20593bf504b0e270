import assert from 'node:assert/strict';
import { simulate } from '../../src/engine/simulate.ts';
import type { Network } from '../../src/engine/network.ts';
import type { Statistics } from '../../src/engine/statistics.ts';
import { meanOf30 } from './small-network.ts';

/**
 * The exact value lies in the 99% interval of the mean of 30 runs, which must be narrower than `widest` of the value on
 * either side, or the test shows nothing.
 */
export function agrees(measure: (run: number) => number, exact: number, widest: number): void {
  const { mean, half } = meanOf30(measure);
  assert.ok(half < widest * exact, `the interval is too wide to show anything: ${mean} ± ${half}`);
  assert.ok(Math.abs(mean - exact) <= half, `simulated ${mean} ± ${half}, exact ${exact}`);
}

export function runs(network: Network, seed: number): Statistics[] {
  return Array.from({ length: 30 }, (_, run) => simulate(network, seed, run));
}

export const unlimited = [{ at: 0, places: Infinity }];
