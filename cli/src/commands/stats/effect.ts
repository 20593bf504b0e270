import { figuresOf } from '@throughcare/evidence';
import type { Figures, MeansCovariance } from '@throughcare/evidence';
import { chiSquareUpper } from '@throughcare/numerics';
import { sayTable } from './say.ts';

/** What two weighted means say with one standard error: means, difference and ratio, each with its interval. */
export function effectFacts(means: readonly [number, number], covariance: MeansCovariance, level: number) {
  return { standardErrorName: covariance.name, ...figureFacts(figuresOf(means, covariance, level)) };
}

/** Means of treated and control, difference and ratio as plain fields. */
export function figureFacts({ means, difference, ratio }: Figures) {
  const plain = ({ value, standardError, interval }: Figures['difference']) => ({
    value,
    standardError,
    lower: interval.lower,
    upper: interval.upper,
  });
  return {
    treatedMean: plain(means[0]),
    controlMean: plain(means[1]),
    difference: { ...plain(difference), ...test(difference.value, difference.standardError) },
    ...(ratio
      ? {
          ratio: {
            value: ratio.value,
            standardErrorOfLog: ratio.standardError,
            lower: ratio.interval.lower,
            upper: ratio.interval.upper,
            ...test(Math.log(ratio.value), ratio.standardError),
          },
        }
      : {}),
  };
}

/** z and two-sided p; nothing where nothing varies. */
export function test(value: number, standardError: number) {
  if (!(standardError > 0)) return {};
  const z = value / standardError;
  return { z, p: chiSquareUpper(z * z, 1) };
}

export type EffectFacts = ReturnType<typeof effectFacts>;

/** The difference by each standard error, the one that is used first. */
export function sayEffects(effects: readonly EffectFacts[]): string[] {
  return sayTable(
    ['standard error', 'treated', 'control', 'difference', 'error', 'lower', 'upper'],
    effects.map(({ standardErrorName, treatedMean, controlMean, difference }) => [
      standardErrorName,
      treatedMean.value,
      controlMean.value,
      difference.value,
      difference.standardError,
      difference.lower,
      difference.upper,
    ]),
  );
}
