/**
 * What stands in a record under a name that somebody wrote. Every object has more than was put into it (constructor,
 * toString), and a file may use those names for its own things, or by mistake: they are there only if it says so.
 */
export function own<Value>(
  record: Readonly<Record<string, Value>> | null | undefined,
  name: string | undefined,
): Value | undefined {
  return record && name !== undefined && Object.hasOwn(record, name) ? record[name] : undefined;
}

export type Mapping = Record<string, unknown>;

export const isMapping = (value: unknown): value is Mapping =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** What a path leads to in plain data; undefined where it ends before. */
export function valueAt(data: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>((at, key) => {
    if (typeof at !== 'object' || at === null || !Object.hasOwn(at, key)) return undefined;
    return (at as Record<PropertyKey, unknown>)[key];
  }, data);
}
