import { normalInterval } from './proportion.ts';
import type { Interval } from './proportion.ts';

/** Which standard error a figure carries. */
export type StandardErrorName =
  | 'HC0'
  | 'HC1'
  | 'HC2'
  | 'HC3'
  | 'M-estimation'
  | 'cluster-robust'
  | 'cluster-robust M-estimation'
  | 'influence function'
  | 'bootstrap';

/** The uncertainty of the means (or rates) of the first and the second arm. */
export interface MeansCovariance {
  readonly name: StandardErrorName;
  readonly variances: readonly [number, number];
  readonly covariance: number;
}

/** One figure with its interval. */
export interface Figure {
  readonly value: number;
  readonly standardErrorName: StandardErrorName;
  /** Of the value; of a ratio, of its natural logarithm. */
  readonly standardError: number;
  readonly interval: Interval;
}

/** What the means of two arms say. */
export interface Figures {
  /** Means (risks, rates) of the first and the second arm. */
  readonly means: readonly [Figure, Figure];
  /** First less second. */
  readonly difference: Figure;
  /** First over second, interval and standard error on the log scale; undefined where a mean is not above 0. */
  readonly ratio: Figure | undefined;
}

/** Means, difference and ratio with their intervals (delta method, normal quantiles). */
export function figuresOf(
  [first, second]: readonly [number, number],
  { name, variances, covariance }: MeansCovariance,
  level = 0.95,
): Figures {
  const plain = (value: number, variance: number): Figure => {
    const standardError = Math.sqrt(Math.max(0, variance));
    return {
      value,
      standardErrorName: name,
      standardError,
      interval: normalInterval(value, standardError, level),
    };
  };
  return {
    means: [plain(first, variances[0]), plain(second, variances[1])],
    difference: plain(first - second, variances[0] + variances[1] - 2 * covariance),
    ratio: ratioOf([first, second], { name, variances, covariance }, level),
  };
}

function ratioOf(
  [first, second]: readonly [number, number],
  { name, variances, covariance }: MeansCovariance,
  level: number,
): Figure | undefined {
  if (!(first > 0 && second > 0)) return undefined;
  const variance =
    variances[0] / first ** 2 + variances[1] / second ** 2 - (2 * covariance) / (first * second);
  const standardError = Math.sqrt(Math.max(0, variance));
  const { lower, upper } = normalInterval(Math.log(first / second), standardError, level);
  return {
    value: first / second,
    standardErrorName: name,
    standardError,
    interval: { lower: Math.exp(lower), upper: Math.exp(upper), level },
  };
}
