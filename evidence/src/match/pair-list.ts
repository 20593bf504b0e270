import type { Line } from './line.ts';
import type { FoundPairs } from './matched.ts';

/** Pairs of places in line as they are found. */
export interface PairList {
  readonly add: (place: number, match: number) => void;
  readonly found: () => FoundPairs;
}

/** How far two places are apart. */
export type PlaceDistance = (place: number, match: number) => number;

export const scoreDistance =
  ({ at }: Pick<Line, 'at'>): PlaceDistance =>
  (place, match) =>
    Math.abs(at[place] - at[match]);

/** An empty list with room for `most` pairs. */
export function pairList({ rows }: Pick<Line, 'rows'>, most: number, distance: PlaceDistance): PairList {
  const focal = new Int32Array(most);
  const other = new Int32Array(most);
  const apart = new Float64Array(most);
  let count = 0;
  return {
    add: (place, match) => {
      focal[count] = rows[place];
      other[count] = rows[match];
      apart[count++] = distance(place, match);
    },
    found: () => ({
      focal: focal.slice(0, count),
      other: other.slice(0, count),
      apart: apart.slice(0, count),
    }),
  };
}
