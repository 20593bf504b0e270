/**
 * Facts as JSON at full precision: typed arrays as lists, maps never. A number that is not finite would be null in
 * JSON and a lie in a report, so it stops here with the name of its field.
 */
export function toJson(facts: unknown): string {
  return JSON.stringify(
    facts,
    (key, value: unknown) => {
      if (typeof value === 'number' && !Number.isFinite(value)) {
        throw new RangeError(
          `${key} came out as no finite number: the data hold too little to estimate it. Nothing is shown.`,
        );
      }
      if (ArrayBuffer.isView(value)) return [...(value as unknown as Iterable<number>)];
      return value;
    },
    1,
  );
}
