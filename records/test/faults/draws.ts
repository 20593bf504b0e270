/** Draws that depend on a seed alone (mulberry32), so that a round can be asked for again. */
export interface Draws {
  /** A whole number from 0 to `most` - 1. */
  below(most: number): number;
  oneOf<One>(list: readonly One[]): One;
}

export function draws(seed: number, round: number): Draws {
  let state = (Math.imul(seed, 0x9e3779b1) ^ Math.imul(round + 1, 0x85ebca6b)) | 0;
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (most: number) => Math.floor(next() * most);
  return { below, oneOf: list => list[below(list.length)] };
}
