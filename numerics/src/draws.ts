import { holdAtLeast, KERNEL_START, startKernel } from './kernel.ts';
import type { Kernel } from './kernel.ts';

interface DrawKernel extends Kernel {
  exponentials(
    key0: number,
    key1: number,
    counter0: number,
    counter1: number,
    count: number,
    out: number,
  ): void;
}

const kernel = startKernel('draws') as DrawKernel;

/** How many `exponentials` draws at once. */
export const DRAWS_AT_ONCE = 64;

holdAtLeast(kernel, KERNEL_START + 8 * DRAWS_AT_ONCE);
const drawn = new Float64Array(kernel.memory.buffer, KERNEL_START, DRAWS_AT_ONCE);

/**
 * Fills `into`, 64 long, with exponential draws of mean 1: the i-th is minus the logarithm of the uniform, 52 bits in
 * the open interval (0, 1), that the Threefry block at (counter0 + i, counter1) under the key makes. Four at a time, so
 * that each costs a third of one made alone.
 */
export function exponentials(
  key0: number,
  key1: number,
  counter0: number,
  counter1: number,
  into: Float64Array,
): void {
  kernel.exponentials(key0, key1, counter0, counter1, DRAWS_AT_ONCE, KERNEL_START);
  into.set(drawn);
}
