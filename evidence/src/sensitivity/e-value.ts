/**
 * The E-value of a risk ratio (VanderWeele and Ding 2017): the least strength, as a risk ratio with both arm and
 * outcome, that something unmeasured would need to explain the estimate away. 1 means that nothing is needed.
 */
export function eValue(riskRatio: number): number {
  if (!(riskRatio > 0)) throw new RangeError(`riskRatio was ${riskRatio}; an E-value needs a ratio above 0.`);
  const ratio = riskRatio < 1 ? 1 / riskRatio : riskRatio;
  return ratio + Math.sqrt(ratio * (ratio - 1));
}

/** The E-value of the interval's limit nearer to 1; 1 when the interval holds 1. */
export function eValueOfLimit(lower: number, upper: number): number {
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
  return (1 - 0.5 ** Math.sqrt(ratio)) / (1 - 0.5 ** Math.sqrt(1 / ratio));
}

/** A standardised difference of means as the risk ratio that an E-value needs: exp(.91 d). */
export function differenceAsRiskRatio(standardizedDifference: number): number {
  if (!Number.isFinite(standardizedDifference)) {
    throw new RangeError(`standardizedDifference was ${standardizedDifference}; it must be a number.`);
  }
  return Math.exp(0.91 * standardizedDifference);
}
