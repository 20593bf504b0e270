import { normalCdf, normalQuantile } from '@throughcare/numerics';
import { requireBetween, requirePositive } from './checks.ts';

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
  const { rateRatio, power = 0.8, level = 0.95 } = question;
  requireBetween({ power, level });
  if (rateRatio === 1) throw new RangeError('rateRatio was 1; there is no difference to find.');
  const z = normalQuantile((1 + level) / 2) + normalQuantile(power);
  return (z * z * varianceOfOne(question)) / Math.log(rateRatio) ** 2;
}

/** The power that `people` in the first arm (and `ratio` times as many in the second) give. */
export function powerOfRateRatio(people: number, question: Omit<CountQuestion, 'power'>): number {
  const { rateRatio, level = 0.95 } = question;
  requirePositive({ people });
  requireBetween({ level });
  const reach = Math.abs(Math.log(rateRatio)) / Math.sqrt(varianceOfOne(question) / people);
  const z = normalQuantile((1 + level) / 2);
  return normalCdf(reach - z) + normalCdf(-reach - z);
}

/** The rate ratios nearest to 1 that `people` in the first arm find with the power asked for; undefined where none is. */
export function smallestRateRatio(
  people: number,
  question: Omit<CountQuestion, 'rateRatio'>,
): { readonly below: number | undefined; readonly above: number | undefined } {
  const { power = 0.8 } = question;
  requireBetween({ power });
  const powerAt = (log: number): number =>
    powerOfRateRatio(people, { ...question, rateRatio: Math.exp(log) });
  const reaching = (direction: 1 | -1): number | undefined => {
    // In small steps, as towards 0 the first arm has hardly an event left and power falls again.
    for (let far = STEP; far <= FARTHEST; far += STEP) {
      if (powerAt(direction * far) < power) continue;
      let [low, high] = [far - STEP, far];
      while (high - low > 1e-13) {
        const middle = (low + high) / 2;
        if (powerAt(direction * middle) < power) low = middle;
        else high = middle;
      }
      return Math.exp(direction * high);
    }
    return undefined;
  };
  return { below: reaching(-1), above: reaching(1) };
}

const STEP = 0.05;
/** A ratio of a thousand, or one in a thousand. */
const FARTHEST = Math.log(1000);

/** The variance of the log ratio with one person in the first arm. */
function varianceOfOne(question: Omit<CountQuestion, 'power'>): number {
  const { rate, rateRatio, exposure, dispersion = 0, ratio = 1 } = question;
  requirePositive({ rate, rateRatio, exposure, ratio });
  if (!(dispersion >= 0 && Number.isFinite(dispersion))) {
    throw new RangeError(`dispersion was ${dispersion}; it must be 0 or more.`);
  }
  return (
    1 / (exposure * rate * rateRatio) + 1 / (ratio * exposure * rate) + (dispersion * (1 + ratio)) / ratio
  );
}
