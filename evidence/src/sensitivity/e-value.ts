/**
 * The E-value of a risk ratio (VanderWeele and Ding 2017): the least strength, as a risk ratio with both arm and
 * outcome, that something unmeasured would need to explain the estimate away. 1 means that nothing is needed.
 */
export function eValue(riskRatio: number): number {
  const ratio = riskRatio < 1 ? 1 / riskRatio : riskRatio;
  if (!(riskRatio > 0 && Number.isFinite(ratio))) {
    throw new RangeError(`riskRatio was ${riskRatio}; an E-value needs a ratio above 0 and finite.`);
  }
  return ratio + Math.sqrt(ratio) * Math.sqrt(ratio - 1);
}

/** The E-value of the interval's limit nearer to 1; 1 when the interval holds 1. */
export function eValueOfLimit(lower: number, upper: number): number {
  if (!(lower <= upper)) {
    throw new RangeError(`The interval was ${lower} to ${upper}; it runs from its lower limit to its upper.`);
  }
  if (lower <= 1 && upper >= 1) return 1;
  return eValue(lower > 1 ? lower : upper);
}

export type RatioMeasure = 'risk ratio' | 'odds ratio' | 'hazard ratio';

/**
 * A ratio as the risk ratio that an E-value needs (VanderWeele and Ding 2017): of a rare outcome (under 15 in 100 by the
 * end) as it stands; of a common one the root of an odds ratio, and (1 - .5^sqrt(h)) / (1 - .5^sqrt(1/h)) of a hazard
 * ratio h.
 */
export function asRiskRatio(ratio: number, measure: RatioMeasure, rare: boolean): number {
  if (!(ratio > 0 && Number.isFinite(ratio))) {
    throw new RangeError(`ratio was ${ratio}; an E-value needs a ratio above 0.`);
  }
  if (rare || measure === 'risk ratio') return ratio;
  if (measure === 'odds ratio') return Math.sqrt(ratio);
  // 1 - .5^x as -expm1(-x ln 2): a small ratio keeps its digits.
  return Math.expm1(-Math.LN2 * Math.sqrt(ratio)) / Math.expm1(-Math.LN2 / Math.sqrt(ratio));
}

/** A standardised difference of means as the risk ratio that an E-value needs: exp(.91 d). */
export function differenceAsRiskRatio(standardizedDifference: number): number {
  const ratio = Math.exp(0.91 * standardizedDifference);
  if (!(Number.isFinite(standardizedDifference) && ratio > 0 && Number.isFinite(ratio))) {
    throw new RangeError(
      `standardizedDifference was ${standardizedDifference}; it is in standard deviations, a few at most.`,
    );
  }
  return ratio;
}

/**
 * A difference of risks as the risk ratio whose E-value is its own: what explains one away explains the other (Ding and
 * VanderWeele 2016).
 *
 * @param baselineRisk of the second arm; the first arm's is this and the difference
 */
export function riskDifferenceAsRiskRatio(difference: number, baselineRisk: number): number {
  const risk = baselineRisk + difference;
  if (!(baselineRisk > 0 && baselineRisk <= 1 && risk > 0 && risk <= 1)) {
    throw new RangeError(
      `A difference of ${difference} from a risk of ${baselineRisk}: both risks must lie above 0 and up to 1.`,
    );
  }
  return risk / baselineRisk;
}
