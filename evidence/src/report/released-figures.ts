import { ROUNDED_TO, roundedRate } from '../disclosure/rule.ts';
import { isRatio } from './estimate.ts';
import type { Estimate, Measure } from './estimate.ts';
import { perThousand } from './people-in-a-thousand.ts';
import type { ReleasedDifference, ReleasedEffect } from './released.ts';

/** From this many people in the smaller group on, a ratio has two places; below, one place is all that it may tell. */
const MANY = 1000;

/** A difference of risks or rates in whole thousandths. */
export function releasedDifference({ measure, value, interval }: Estimate): ReleasedDifference {
  return {
    measure,
    value: perThousand(value),
    lower: perThousand(interval.lower),
    upper: perThousand(interval.upper),
    level: interval.level,
  };
}

/** A further measure, rounded so that it tells no more of a group's counts than these themselves do. */
export function releasedEffect(figure: Estimate, smallerGroup: number): ReleasedEffect {
  const { measure, value, interval, method, followUp } = figure;
  const round = roundingOf(measure, smallerGroup, followUp.days);
  return {
    measure,
    value: round(value),
    lower: round(interval.lower),
    upper: round(interval.upper),
    level: interval.level,
    method,
  };
}

function roundingOf(measure: Measure, people: number, days: number): (value: number) => number {
  const to = (step: number) => (value: number) => Number((Math.round(value / step) * step).toFixed(2)) + 0;
  if (isRatio(measure)) return to(people >= MANY ? 0.01 : 0.1);
  // One person more or less moves a mean of days by the follow-up over the people, at most.
  if (measure === 'restricted mean difference')
    return to(Math.max(1, Math.ceil((ROUNDED_TO * days) / people)));
  return perThousand;
}

/** Two shares as they come, from counts that are rounded already: it tells nothing that they do not. */
export function naiveFromRounded(
  arms: readonly { readonly n: number | string; readonly detected: number | string }[],
): number | undefined {
  const shares = arms.map(({ n, detected }) =>
    typeof n === 'number' && typeof detected === 'number' ? detected / n : undefined,
  );
  const [a, b] = shares;
  return a === undefined || b === undefined ? undefined : perThousand(a - b);
}

/** The weighted level of one group, to the group's own step. */
export function releasedLevel(share: number, people: number): number {
  return roundedRate(share, people);
}
