import type { Line } from './line.ts';
import type { FoundPairs } from './matched.ts';

/** Collects pairs of places in line; `most` is how many there can be. */
export function pairList({ rows, at }: Pick<Line, 'rows' | 'at'>, most: number) {
  const focal = new Int32Array(most);
  const other = new Int32Array(most);
  const apart = new Float64Array(most);
  let count = 0;
  return {
    add: (place: number, match: number): void => {
      focal[count] = rows[place];
      other[count] = rows[match];
      apart[count++] = Math.abs(at[place] - at[match]);
    },
    found: (): FoundPairs => ({
      focal: focal.slice(0, count),
      other: other.slice(0, count),
      apart: apart.slice(0, count),
    }),
  };
}
