import { normalQuantile } from '@throughcare/numerics';

export interface CountQuestion {
  /** Events a unit of exposure in the second arm, and the first arm's rate over it. */
  readonly rate: number;
  readonly rateRatio: number;
  /** Exposure of each person, in the same unit. */
  readonly exposure: number;
  /** Variance of counts beyond Poisson: variance = mean + dispersion mean^2. 0 is Poisson. */
  readonly dispersion?: number;
  /** People in the second arm for each one in the first. */
  readonly ratio?: number;
  readonly power?: number;
  readonly level?: number;
}

/**
 * People needed in the first arm to find a ratio of rates of counted events by a negative binomial (or Poisson) model,
 * two-sided, with the variance at the rates themselves (Zhu and Lakkis 2014, method 2).
 */
export function peopleForRateRatio(question: CountQuestion): number {
  const { rate, rateRatio, exposure, dispersion = 0, ratio = 1, power = 0.8, level = 0.95 } = question;
  for (const [name, value] of Object.entries({ rate, rateRatio, exposure, ratio })) {
    if (!(value > 0 && Number.isFinite(value)))
      throw new RangeError(`${name} was ${value}; it must be above 0.`);
  }
  if (rateRatio === 1) throw new RangeError('rateRatio was 1; there is no difference to find.');
  if (!(dispersion >= 0)) throw new RangeError(`dispersion was ${dispersion}; it must be 0 or more.`);
  const variance =
    1 / (exposure * rate * rateRatio) + 1 / (ratio * exposure * rate) + (dispersion * (1 + ratio)) / ratio;
  const z = normalQuantile((1 + level) / 2) + normalQuantile(power);
  return (z * z * variance) / Math.log(rateRatio) ** 2;
}
