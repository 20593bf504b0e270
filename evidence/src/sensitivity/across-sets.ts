import type { Interval } from '../effect/proportion.ts';

/** The same comparison by one set of covariates; undefined where it cannot be made with them. */
export interface CovariateSetResult {
  readonly name: string;
  readonly found: { readonly value: number; readonly interval: Interval } | undefined;
}

/** How far a figure hangs on the choice of covariates. */
export interface AcrossSets {
  /** The lowest and the highest figure, the headline's among them. */
  readonly lowest: number;
  readonly highest: number;
  /** Sets by which the interval says something else of "no difference" than the headline's does. */
  readonly otherwise: readonly string[];
  /** Sets with which no comparison can be made. */
  readonly impossible: readonly string[];
}

/**
 * Holds a headline against the same comparison under further sets of covariates.
 *
 * @param nothing the figure of no difference: 0, or 1 of a ratio
 */
export function acrossSets(
  headline: { readonly value: number; readonly interval: Interval },
  sets: readonly CovariateSetResult[],
  nothing = 0,
): AcrossSets {
  const sideOf = ({ lower, upper }: Interval): number => {
    if (lower > nothing) return 1;
    return upper < nothing ? -1 : 0;
  };
  const found = sets.flatMap(({ name, found: own }) => (own === undefined ? [] : [{ name, ...own }]));
  for (const { name, value, interval } of [{ name: 'The headline', ...headline }, ...found]) {
    if (![value, interval.lower, interval.upper].every(Number.isFinite)) {
      throw new RangeError(
        `${name} was ${value} (${interval.lower} to ${interval.upper}); all three must be finite numbers.`,
      );
    }
  }
  const values = [headline.value, ...found.map(({ value }) => value)];
  return {
    lowest: Math.min(...values),
    highest: Math.max(...values),
    otherwise: found
      .filter(({ interval }) => sideOf(interval) !== sideOf(headline.interval))
      .map(({ name }) => name),
    impossible: sets.filter(set => set.found === undefined).map(({ name }) => name),
  };
}
