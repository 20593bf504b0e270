import { stream } from '../src/index.ts';

/** Draws by seed: what a pool is for. */
export default function draw(input: unknown): { result: Float64Array; transfer: ArrayBuffer[] } {
  const seed = input as number;
  if (seed < 0) throw new RangeError(`seed was ${seed}`);
  const random = stream(seed);
  // Some take longer than others, so that they do not end in order.
  const values = Float64Array.from({ length: 1000 + (seed % 5) * 20_000 }, () => random.normal());
  return { result: values, transfer: [values.buffer] };
}
