import { threefry2x32 } from './threefry.ts';

/**
 * A stream of random draws that belongs to one decision of one person in one run. The same four keys always
 * give the same draws, whatever else was drawn before, so scenarios can be compared on the same luck.
 */
export interface RandomStream {
  /** In the open interval (0, 1), 52 bits; never 0 or 1, so its logarithm is always finite. */
  uniform(): number;
  /** Standard normal, by the Marsaglia polar method. */
  normal(): number;
  /** Exponential with mean 1, by inversion. */
  exponential(): number;
  /** Gamma with mean `shape` and scale 1, shape > 0 (Marsaglia and Tsang 2000). */
  gamma(shape: number): number;
  /** A whole number from 0 to `count` - 1. */
  below(count: number): number;
  /** True with probability `p`. */
  chance(p: number): boolean;
}

/**
 * Opens the stream of `decision` (a fixed number a kind of decision) of `person` in `run` under `seed`.
 * All four are whole numbers from 0 to 2^32 - 1. The key is (seed, run) passed once through the generator at
 * counter (person, decision), so neighbouring keys give unrelated streams; the counter is the draw's number.
 */
export function stream(seed: number, run = 0, person = 0, decision = 0): RandomStream {
  // Checked without an object: a stream is opened once a person and purpose, millions of times a run.
  if (seed >>> 0 !== seed || run >>> 0 !== run || person >>> 0 !== person || decision >>> 0 !== decision) {
    throw new RangeError(
      `A stream was asked for with seed ${seed}, run ${run}, person ${person}, decision ${decision}; ` +
        'each is a whole number from 0 to 4294967295.',
    );
  }
  const words = new Uint32Array(2);
  threefry2x32(seed, run, person, decision, words);
  const key0 = words[0];
  const key1 = words[1];
  let drawn = 0;
  let spareNormal = Number.NaN;

  const uniform = (): number => {
    threefry2x32(key0, key1, drawn, Math.floor(drawn / 0x100000000), words);
    drawn++;
    // 52 bits, moved by half a step so that neither end can come; with 53 the half would round up to 1.
    return ((words[0] >>> 6) * 0x4000000 + (words[1] >>> 6) + 0.5) / 0x10000000000000;
  };
  const normal = (): number => {
    if (!Number.isNaN(spareNormal)) {
      const kept = spareNormal;
      spareNormal = Number.NaN;
      return kept;
    }
    for (;;) {
      const u = 2 * uniform() - 1;
      const v = 2 * uniform() - 1;
      const s = u * u + v * v;
      if (s > 0 && s < 1) {
        const scale = Math.sqrt((-2 * Math.log(s)) / s);
        spareNormal = v * scale;
        return u * scale;
      }
    }
  };
  const gamma = (shape: number): number => {
    if (!(shape > 0)) throw new RangeError(`shape was ${shape}; a gamma needs a shape above 0.`);
    if (shape < 1) return gamma(shape + 1) * uniform() ** (1 / shape);
    const d = shape - 1 / 3;
    const c = 1 / Math.sqrt(9 * d);
    for (;;) {
      const x = normal();
      const v = (1 + c * x) ** 3;
      if (v > 0 && Math.log(uniform()) < 0.5 * x * x + d - d * v + d * Math.log(v)) return d * v;
    }
  };
  return {
    uniform,
    normal,
    exponential: () => -Math.log(uniform()),
    gamma,
    below: count => Math.floor(uniform() * count),
    chance: p => uniform() < p,
  };
}
