import { requireBetween } from './checks.ts';
import { powerOfProportions } from './proportions.ts';

/** The differences that people who are there would find, as positive numbers; undefined where no difference is found. */
export interface SmallestDifference {
  /** The first arm's risk this much below the second's. */
  readonly below: number | undefined;
  readonly above: number | undefined;
}

/**
 * The smallest difference from the second arm's risk that `n` people of the first and of the second arm find with the
 * power asked for, in each direction, two-sided (`powerOfProportions` turned round).
 */
export function smallestDifference(question: {
  readonly n: readonly [number, number];
  readonly baselineRisk: number;
  readonly designEffects?: readonly [number, number];
  readonly power?: number;
  readonly level?: number;
}): SmallestDifference {
  const { n, baselineRisk, designEffects, power = 0.8, level = 0.95 } = question;
  requireBetween({ baselineRisk, power, level });
  const reaching = (farthest: number): number | undefined => {
    const powerAt = (risk: number): number =>
      powerOfProportions(n, [risk, baselineRisk], level, designEffects);
    if (powerAt(farthest) < power) return undefined;
    let [near, far] = [baselineRisk, farthest];
    while (Math.abs(far - near) > 1e-13) {
      const middle = (near + far) / 2;
      if (powerAt(middle) < power) near = middle;
      else far = middle;
    }
    return Math.abs(far - baselineRisk);
  };
  return { below: reaching(0), above: reaching(1) };
}
