/** What the tests have done beside their own thread. */
export default function sumUpTo(input: unknown): { result: unknown; transfer: ArrayBuffer[] } {
  const { count } = input as { count: number };
  if (count < 0) throw new RangeError(`count was ${count}`);
  const values = Float64Array.from({ length: count }, (_, i) => i);
  return {
    result: { total: values.reduce((sum, value) => sum + value, 0), values },
    transfer: [values.buffer],
  };
}
