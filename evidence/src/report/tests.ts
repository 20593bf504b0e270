import { normalCdf, studentTCdf } from '@throughcare/numerics';
import { correctForMany } from '../sensitivity/many-tests.ts';
import { isEstimate } from './estimate.ts';
import type { Estimate, Withheld } from './estimate.ts';
import type { TestCount } from './report.ts';

/** One question that a report asks. */
export interface Asked {
  readonly first: string;
  readonly second: string;
  readonly outcome: string;
  readonly figure: Estimate | Withheld;
}

/**
 * How many questions a report asks, and which differences stand when their number is allowed for (Holm 1979). Each is
 * held against the error that this look is allowed.
 */
export function countTests(asked: readonly Asked[], alpha: number): TestCount {
  const tested = asked.map(({ figure, ...rest }) => ({
    ...rest,
    p: isEstimate(figure) ? pValue(figure) : undefined,
  }));
  const known = tested.filter((test): test is typeof test & { readonly p: number } => test.p !== undefined);
  const corrected = correctForMany(known.map(({ p }) => p));
  const adjusted = new Map<object, number>(known.map((test, k) => [test, corrected[k]]));
  return {
    count: asked.length,
    correction:
      asked.length === 1
        ? 'One comparison: nothing to correct.'
        : `${asked.length} comparisons in one report. By chance alone one in twenty of such would seem to differ; corrected by Holm (1979).`,
    rows: tested.map(test => {
      const adjustedP = adjusted.get(test);
      return { ...test, adjustedP, standsAfterCorrection: adjustedP !== undefined && adjustedP < alpha };
    }),
  };
}

/** Two-sided, against no difference. */
function pValue({ value, standardError, degreesOfFreedom }: Estimate): number {
  if (standardError === 0) return value === 0 ? 1 : 0;
  const beyond = -Math.abs(value / standardError);
  return 2 * (degreesOfFreedom === undefined ? normalCdf(beyond) : studentTCdf(beyond, degreesOfFreedom));
}
