import { normalCdf } from '@throughcare/numerics';
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
  const ordered = tested.filter(({ p }) => p !== undefined).sort((a, b) => (a.p ?? 0) - (b.p ?? 0));
  const adjusted = new Map<object, number>();
  let most = 0;
  ordered.forEach((test, k) => {
    most = Math.max(most, Math.min(1, (ordered.length - k) * (test.p ?? 1)));
    adjusted.set(test, most);
  });
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
function pValue({ value, standardError }: Estimate): number {
  if (standardError === 0) return value === 0 ? 1 : 0;
  return 2 * normalCdf(-Math.abs(value / standardError));
}
