import type { DesignMatrix } from '../design-matrix.ts';
import { pOf } from './chance-effect.ts';
import type { AssumptionCheck, ChanceEffect } from './chance-effect.ts';

/**
 * The design tried on what was settled before it: each covariate in the outcome's place must show no effect. Holm's
 * correction for as many as are tried.
 *
 * @param effectOn the design's effect on any values, one a person
 */
export function covariatesAsOutcomes(
  assumption: string,
  { rows, columns, values, names }: DesignMatrix,
  effectOn: (values: Float64Array) => ChanceEffect,
): AssumptionCheck {
  const tried = names.slice(1).flatMap((name, k) => {
    const effect = effectOn(Float64Array.from({ length: rows }, (_, i) => values[i * columns + k + 1]));
    return effect.standardError > 0 && Number.isFinite(effect.value)
      ? [{ name, effect, p: pOf(effect) }]
      : [];
  });
  if (tried.length === 0) {
    return {
      assumption,
      verdict: 'cannot be checked',
      finding: 'No covariate was given that the design does not go by itself.',
      values: { tried: 0 },
    };
  }
  const least = tried.reduce((best, one) => (one.p < best.p ? one : best));
  const corrected = Math.min(1, least.p * tried.length);
  const doubtful = corrected < 0.05;
  return {
    assumption,
    verdict: doubtful ? 'in doubt' : 'nothing against it',
    finding: doubtful
      ? `${least.name} changes by ${least.effect.value.toFixed(3)}, which nothing here can have caused (p ${sayP(corrected)} after correction for ${tried.length} covariates).`
      : `None of ${tried.length} covariates changes with it (smallest p after correction ${corrected.toFixed(2)}).`,
    values: { tried: tried.length, smallestCorrectedP: corrected },
  };
}

function sayP(p: number): string {
  return p < 0.001 ? 'below 0.001' : p.toFixed(3);
}
