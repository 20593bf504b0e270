/**
 * Threefry2x32-20, the counter-based generator of Salmon, Moraes, Dror and Shaw, "Parallel random numbers:
 * as easy as 1, 2, 3" (SC11). A block is a pure function of key and counter, so any one person's luck can be
 * repeated alone and in any order, on any number of workers.
 */

const PARITY = 0x1bd11bda; // Skein key-schedule constant, 32-bit form

/** Writes the two 32-bit words of the block at `counter` under `key` into `out[0]` and `out[1]`. */
export function threefry2x32(
  key0: number,
  key1: number,
  counter0: number,
  counter1: number,
  out: Uint32Array,
): void {
  const ks2 = (PARITY ^ key0 ^ key1) | 0;
  let x0 = (counter0 + key0) | 0;
  let x1 = (counter1 + key1) | 0;
  for (let group = 0; group < 5; group++) {
    // Rotation distances alternate between two sets of four (table 2 of the paper).
    if (group % 2 === 0) {
      x0 = (x0 + x1) | 0;
      x1 = ((x1 << 13) | (x1 >>> 19)) ^ x0;
      x0 = (x0 + x1) | 0;
      x1 = ((x1 << 15) | (x1 >>> 17)) ^ x0;
      x0 = (x0 + x1) | 0;
      x1 = ((x1 << 26) | (x1 >>> 6)) ^ x0;
      x0 = (x0 + x1) | 0;
      x1 = ((x1 << 6) | (x1 >>> 26)) ^ x0;
    } else {
      x0 = (x0 + x1) | 0;
      x1 = ((x1 << 17) | (x1 >>> 15)) ^ x0;
      x0 = (x0 + x1) | 0;
      x1 = ((x1 << 29) | (x1 >>> 3)) ^ x0;
      x0 = (x0 + x1) | 0;
      x1 = ((x1 << 16) | (x1 >>> 16)) ^ x0;
      x0 = (x0 + x1) | 0;
      x1 = ((x1 << 24) | (x1 >>> 8)) ^ x0;
    }
    // After each group of four rounds the key is injected, rotated by one word.
    const a = group % 3 === 0 ? key1 : group % 3 === 1 ? ks2 : key0;
    const b = group % 3 === 0 ? ks2 : group % 3 === 1 ? key0 : key1;
    x0 = (x0 + a) | 0;
    x1 = (x1 + b + group + 1) | 0;
  }
  out[0] = x0;
  out[1] = x1;
}
