import { quantileSorted } from '@throughcare/numerics';
import type { Conclusion, Estimate } from './plan-result.ts';

/** The middle of the runs and the interval that holds 95% of them. */
export function estimate(id: string, values: readonly number[]): Estimate {
  const sorted = Float64Array.from(values).sort();
  return {
    id,
    middle: quantileSorted(sorted, 0.5),
    low: quantileSorted(sorted, 0.025),
    high: quantileSorted(sorted, 0.975),
  };
}

/** Three conclusions: the whole interval lies to one side of nought, or we cannot tell yet. */
export function conclude({ low, high }: { low: number; high: number }): Conclusion {
  return high < 0 ? 'lower' : low > 0 ? 'higher' : 'cannot tell yet';
}
