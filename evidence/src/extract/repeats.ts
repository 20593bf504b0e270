import { idIndex } from './id-index.ts';

/** For each id the row in which it stood first, or -1 where this is the first. */
export function earlierRows(ids: readonly string[]): Int32Array {
  const { add } = idIndex(ids);
  return new Int32Array(ids.length).map((_, row) => add(row));
}
