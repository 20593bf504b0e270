import { poolByRubin } from '../missing/rubin.ts';
import type { Pooled } from '../missing/rubin.ts';
import type { Headline } from './headline.ts';

/** A headline from several imputations, and what is missing in it. */
export interface PooledHeadline extends Headline {
  readonly pooled: Pooled;
}

/**
 * The headlines of all imputations as one by Rubin's rules (1987), with Barnard and Rubin's (1999) degrees of freedom.
 *
 * @param all two headlines or more of the same measure
 * @param people who would be compared were nothing missing: they limit the degrees of freedom
 * @throws RangeError when so much is missing that no interval is left
 */
export function pooledHeadline(all: readonly Headline[], people: number): PooledHeadline {
  const [own] = all;
  const pool = (figures: readonly (readonly [value: number, standardError: number])[]): Pooled =>
    poolByRubin(
      figures.map(([value]) => value),
      figures.map(([, standardError]) => standardError ** 2),
      people - 2,
    );
  /** Undefined where one of them is. */
  const poolEach = (of: (one: Headline) => readonly [number | undefined, number | undefined]) => {
    const known = all
      .map(of)
      .flatMap(([value, error]): [number, number][] =>
        value === undefined || error === undefined ? [] : [[value, error]],
      );
    return known.length === all.length ? pool(known) : undefined;
  };
  const pooled = pool(all.map(({ value, standardError }) => [value, standardError]));
  const ratio = poolEach(one => [one.logRatio, one.logRatioStandardError]);
  const withWeights = poolEach(one => [one.value, one.standardErrorM]);
  const mean = (side: 0 | 1): number => all.reduce((total, one) => total + one.means[side], 0) / all.length;
  return {
    ...own,
    pooled,
    value: pooled.estimate,
    standardError: pooled.standardError,
    degreesOfFreedom: pooled.degreesOfFreedom,
    means: [mean(0), mean(1)],
    logRatio: ratio?.estimate,
    logRatioStandardError: ratio?.standardError,
    logRatioDegreesOfFreedom: ratio?.degreesOfFreedom,
    standardErrorM: withWeights?.standardError,
  };
}
