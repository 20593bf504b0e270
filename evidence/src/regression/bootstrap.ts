import { normalCdf, normalQuantile, stream } from '@throughcare/numerics';
import type { Interval } from '../effect/proportion.ts';

export interface BootstrapOptions {
  readonly replicates: number;
  readonly seed: number;
  /** 0.95 unless said. */
  readonly level?: number;
  /** How much each person moves the figure (its empirical influence), for the accelerated interval. */
  readonly influence?: ArrayLike<number> | undefined;
}

export interface Bootstrap {
  /** What the replicates gave, in rising order; those that failed are not among them. */
  readonly values: Float64Array;
  readonly failed: number;
  /** The replicates' standard deviation. */
  readonly standardError: number;
  /** Their mean less the figure. */
  readonly bias: number;
  readonly percentile: Interval;
  /** Undefined without influences, and where the figure lies beyond all replicates. */
  readonly bca: Interval | undefined;
}

/** Fewer replicates than this that gave a figure are no distribution. */
const FEWEST = 50;

/**
 * The bootstrap by person (Efron 1979): as many people as there are, drawn with replacement, again and again, each
 * replicate by a stream of its own, so that it is the same whatever else was drawn. Intervals by percentiles and, bias
 * corrected and accelerated (Efron 1987), between order statistics on the normal scale as R's boot has them (Davison and
 * Hinkley 1997, equation 5.8).
 *
 * @param people how many there are
 * @param figure of everybody once
 * @param statistic of the people drawn, each by its number as often as it came, in rising order; undefined (or a
 *   RangeError) where it has none
 * @throws RangeError for fewer than 2 people or 100 replicates, and where hardly any replicate gives a figure
 */
export function bootstrap(
  people: number,
  figure: number,
  statistic: (drawn: Int32Array) => number | undefined,
  { replicates, seed, level = 0.95, influence }: BootstrapOptions,
): Bootstrap {
  if (!(Number.isInteger(people) && people >= 2))
    throw new RangeError(`people was ${people}; a bootstrap draws from two or more.`);
  if (!(Number.isInteger(replicates) && replicates >= 100))
    throw new RangeError(`replicates was ${replicates}; ask for 100 or more.`);
  if (!(level > 0 && level < 1)) throw new RangeError(`level was ${level}; it must lie between 0 and 1.`);
  const found: number[] = [];
  for (let replicate = 0; replicate < replicates; replicate++) {
    const value = valueOf(statistic, drawPeople(people, seed, replicate));
    if (value !== undefined && Number.isFinite(value)) found.push(value);
  }
  if (found.length < FEWEST) {
    throw new RangeError(
      `Only ${found.length} of ${replicates} replicates gave a figure; that is no distribution to read an interval from.`,
    );
  }
  const values = Float64Array.from(found).sort();
  const mean = values.reduce((total, value) => total + value, 0) / values.length;
  const squares = values.reduce((total, value) => total + (value - mean) ** 2, 0);
  const tail = (1 - level) / 2;
  return {
    values,
    failed: replicates - values.length,
    standardError: Math.sqrt(squares / (values.length - 1)),
    bias: mean - figure,
    percentile: { lower: orderStatistic(values, tail), upper: orderStatistic(values, 1 - tail), level },
    bca: influence === undefined ? undefined : accelerated(values, figure, influence, level),
  };
}

function valueOf(
  statistic: (drawn: Int32Array) => number | undefined,
  drawn: Int32Array,
): number | undefined {
  try {
    return statistic(drawn);
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

/** Numbers of people, each as often as drawn, in rising order. */
function drawPeople(people: number, seed: number, replicate: number): Int32Array {
  const luck = stream(seed, replicate);
  const counts = new Int32Array(people);
  for (let k = 0; k < people; k++) counts[luck.below(people)]++;
  const drawn = new Int32Array(people);
  for (let i = 0, at = 0; i < people; i++) for (let k = 0; k < counts[i]; k++) drawn[at++] = i;
  return drawn;
}

/** The value below which a share of the distribution lies; the outermost replicate where they do not reach so far. */
function orderStatistic(values: Float64Array, share: number): number {
  const count = values.length;
  const place = (count + 1) * share;
  const k = Math.floor(place + 1e-9);
  if (k < 1) return values[0];
  if (k >= count) return values[count - 1];
  if (Math.abs(place - k) < 1e-9) return values[k - 1];
  const [low, high] = [normalQuantile(k / (count + 1)), normalQuantile((k + 1) / (count + 1))];
  return values[k - 1] + ((normalQuantile(share) - low) / (high - low)) * (values[k] - values[k - 1]);
}

function accelerated(
  values: Float64Array,
  figure: number,
  influence: ArrayLike<number>,
  level: number,
): Interval | undefined {
  const below = values.reduce((total, value) => total + Number(value < figure), 0) / values.length;
  let [squares, cubes] = [0, 0];
  for (let i = 0; i < influence.length; i++) {
    squares += influence[i] ** 2;
    cubes += influence[i] ** 3;
  }
  if (below <= 0 || below >= 1 || !(squares > 0)) return undefined;
  const correction = normalQuantile(below);
  const acceleration = cubes / (6 * squares ** 1.5);
  const shareAt = (tail: number): number => {
    const z = correction + normalQuantile(tail);
    return normalCdf(correction + z / (1 - acceleration * z));
  };
  const tail = (1 - level) / 2;
  const [lower, upper] = [orderStatistic(values, shareAt(tail)), orderStatistic(values, shareAt(1 - tail))];
  return lower <= upper ? { lower, upper, level } : undefined;
}
