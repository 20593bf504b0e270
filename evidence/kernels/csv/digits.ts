// Up to eight digits at once, without a loop: where a loop ends is what a processor guesses wrong.

// Eight bytes at once: eight characters '0', the distance from the digit 9 to the upper half, the bit of that half.
export const ZEROS: u64 = ((<u64>0x30303030) << 32) | 0x30303030;
const BEYOND_NINE: u64 = ((<u64>0x76767676) << 32) | 0x76767676;
const UPPER: u64 = ((<u64>0x80808080) << 32) | 0x80808080;
// What makes numbers of four pairs of digits, and which pairs.
const PAIRS: u64 = ((<u64>0xff) << 32) | 0xff;
const ODD_PAIRS: u64 = ((<u64>1_000_000) << 32) | 100;
const EVEN_PAIRS: u64 = ((<u64>10_000) << 32) | 1;

/** How many of eight bytes, the first one lowest, are digits before the first that is none; `ZEROS` is taken off. */
export function digitsIn(text: u64): usize {
  return <usize>(ctz(((text + BEYOND_NINE) | text) & UPPER) >> 3);
}

/** The number that the first `count` of eight digits make: pairs, then fours, then all (Lemire 2021). */
export function valueOf(text: u64, count: usize): u64 {
  if (count == 0) return 0;
  let value = text << (64 - ((<u64>count) << 3));
  value = value * 10 + (value >> 8);
  return ((value & PAIRS) * ODD_PAIRS + ((value >> 16) & PAIRS) * EVEN_PAIRS) >> 32;
}
