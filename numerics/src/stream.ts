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
  return new KeyedStream(seed, run, person, decision);
}

/** Where the generator leaves a block. Each draw takes its block at once, so all streams share it. */
const words = new Uint32Array(2);

/** A class, so that millions of streams share their methods. */
class KeyedStream implements RandomStream {
  readonly #key0: number;
  readonly #key1: number;
  #drawn = 0;
  #spareNormal = Number.NaN;

  constructor(seed: number, run: number, person: number, decision: number) {
    threefry2x32(seed, run, person, decision, words);
    // Signed, because V8 keeps those as whole numbers: the same 32 bits to the generator.
    this.#key0 = words[0] | 0;
    this.#key1 = words[1] | 0;
  }

  uniform(): number {
    const drawn = this.#drawn++;
    threefry2x32(
      this.#key0,
      this.#key1,
      drawn,
      drawn > 0xffffffff ? Math.floor(drawn / 0x100000000) : 0,
      words,
    );
    // 52 bits, moved by half a step so that neither end can come; with 53 the half would round up to 1.
    return ((words[0] >>> 6) * 0x4000000 + (words[1] >>> 6) + 0.5) / 0x10000000000000;
  }

  normal(): number {
    const spare = this.#spareNormal;
    if (!Number.isNaN(spare)) {
      this.#spareNormal = Number.NaN;
      return spare;
    }
    for (;;) {
      const u = 2 * this.uniform() - 1;
      const v = 2 * this.uniform() - 1;
      const s = u * u + v * v;
      if (s > 0 && s < 1) {
        const scale = Math.sqrt((-2 * Math.log(s)) / s);
        this.#spareNormal = v * scale;
        return u * scale;
      }
    }
  }

  exponential(): number {
    return -Math.log(this.uniform());
  }

  gamma(shape: number): number {
    if (!(shape > 0)) throw new RangeError(`shape was ${shape}; a gamma needs a shape above 0.`);
    if (shape < 1) return this.gamma(shape + 1) * this.uniform() ** (1 / shape);
    const d = shape - 1 / 3;
    const c = 1 / Math.sqrt(9 * d);
    for (;;) {
      const x = this.normal();
      const v = (1 + c * x) ** 3;
      if (v > 0 && Math.log(this.uniform()) < 0.5 * x * x + d - d * v + d * Math.log(v)) return d * v;
    }
  }

  below(count: number): number {
    return Math.floor(this.uniform() * count);
  }

  chance(p: number): boolean {
    return this.uniform() < p;
  }
}
