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
