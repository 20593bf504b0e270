import { normalQuantile, threefry2x32 } from '@throughcare/numerics';

/**
 * The luck of one run. Every draw is a pure function of (seed, run, person, decision), so scenarios that are
 * run with the same luck give the same person the same arrival, the same latent length of stay and the same
 * latent time to a detected reoffence, whatever happens to anybody else ("common random numbers").
 */
export interface Luck {
  readonly seed: number;
  readonly run: number;
  readonly words: Uint32Array;
}

/** What a draw decides. Part of its key: never reuse a number for another purpose. */
export const purpose = {
  duration: 0,
  patience: 1,
  route: 2,
  risk: 3,
  arrival: 4,
  deterrence: 5,
  stockDuration: 6,
  stockPatience: 7,
  stratum: 8,
  building: 9,
} as const;

export const mostPasses = 0xffff;
export const mostStages = 0x1000;

/** Opens the luck of `run` under `seed`; both are whole numbers from 0 to 2^32 - 1. */
export function luck(seed: number, run: number): Luck {
  for (const [name, value] of [
    ['seed', seed],
    ['run', run],
  ] as const) {
    if (!Number.isInteger(value) || value < 0 || value > 0xffffffff) {
      throw new RangeError(`${name} was ${value}; luck needs a whole number from 0 to 4294967295.`);
    }
  }
  return { seed, run, words: new Uint32Array(2) };
}

/**
 * The number of a decision: which time round (`pass`, below 2^16), at which stage (its luck number, below
 * 2^12), about what (`purpose`, below 2^4).
 */
export function decision(pass: number, stage: number, about: number): number {
  return (pass << 16) | (stage << 4) | about;
}

/** A uniform draw in the open interval (0, 1): one Threefry block, 52 bits. */
export function uniformOf(luck: Luck, person: number, decision: number): number {
  const { words } = luck;
  threefry2x32(luck.seed, luck.run, person, decision, words);
  return toUniform(words);
}

/** Exponential with mean 1, by inversion. */
export function exponentialOf(luck: Luck, person: number, decision: number): number {
  return -Math.log(uniformOf(luck, person, decision));
}

/** Standard normal, by inversion. */
export function normalOf(luck: Luck, person: number, decision: number): number {
  return normalQuantile(uniformOf(luck, person, decision));
}

/**
 * Gamma with mean `shape` and scale 1, shape > 0 (Marsaglia and Tsang 2000). The rejection needs a number of
 * draws that is not known beforehand, so the decision's own block becomes the key of a second sequence.
 */
export function gammaOf(luck: Luck, person: number, decision: number, shape: number): number {
  const { words } = luck;
  threefry2x32(luck.seed, luck.run, person, decision, words);
  const key0 = words[0];
  const key1 = words[1];
  // Below 1 the draw is made at shape + 1 and thinned by a power of a uniform (the same paper, section 6).
  const d = (shape < 1 ? shape + 1 : shape) - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  for (let draw = 0; ; draw += 2) {
    threefry2x32(key0, key1, draw, 0, words);
    const x = normalQuantile(toUniform(words));
    const v = (1 + c * x) ** 3;
    threefry2x32(key0, key1, draw + 1, 0, words);
    if (v > 0 && Math.log(toUniform(words)) < 0.5 * x * x + d - d * v + d * Math.log(v)) {
      if (shape >= 1) return d * v;
      threefry2x32(key0, key1, 0, 1, words);
      return d * v * toUniform(words) ** (1 / shape);
    }
  }
}

function toUniform(words: Uint32Array): number {
  // Half a step up, so that neither 0 nor 1 can come and every logarithm is finite.
  return ((words[0] >>> 6) * 0x4000000 + (words[1] >>> 6) + 0.5) / 0x10000000000000;
}
