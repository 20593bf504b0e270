import type { Cohort } from './cohort.ts';
import type { Covariates } from './covariates.ts';

/**
 * A text that belongs to each member wherever the row stands: the id, or where the file has none all that is known before
 * any outcome.
 */
export function personNames(
  { table, rows, arm }: Cohort,
  covariates: Covariates,
  members: ArrayLike<number>,
): string[] {
  if (table.ids.length > 0) return Array.from(members, i => table.ids[rows[i]]);
  return Array.from(members, i =>
    [
      arm[i],
      ...covariates.columns.map(covariate =>
        covariate.kind === 'category' ? covariate.codes[i] : covariate.values[i],
      ),
    ].join('|'),
  );
}

/** The place of each name in the order of names, from 0: a number that no order of rows changes. */
export function placesOf(names: readonly string[]): Int32Array {
  const order = Int32Array.from(names.keys()).sort((a, b) =>
    names[a] < names[b] ? -1 : names[a] > names[b] ? 1 : a - b,
  );
  const places = new Int32Array(names.length);
  order.forEach((row, place) => (places[row] = place));
  return places;
}
