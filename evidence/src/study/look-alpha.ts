import type { LooksSpec } from '../protocol/schema.ts';
import type { LookRecord } from './look.ts';

export const ALPHA = 0.05;

export interface LookAlpha {
  readonly alpha: number;
  readonly alphaSpent: number;
  readonly information: number | undefined;
}

/**
 * The two-sided error that a look is allowed. Unplanned looks: 5% at the first, and half of the one before at each
 * further look, so that all together stay below 10%.
 */
export function lookAlpha(input: {
  readonly number: number;
  readonly earlier: readonly LookRecord[];
  readonly plan: LooksSpec | undefined;
  readonly people: number;
}): LookAlpha {
  const { number } = input;
  return {
    alpha: ALPHA / 2 ** (number - 1),
    alphaSpent: ALPHA * (2 - 2 ** (1 - number)),
    information: undefined,
  };
}
