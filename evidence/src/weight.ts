/**
 * Whom the effect is about: ATE everybody in either arm; ATT the people who are in the first arm; ATO the people
 * who could well have been in either (overlap weights, Li, Morgan and Zaslavsky 2018).
 */
export type Estimand = 'ATE' | 'ATT' | 'ATO';
export const ESTIMANDS = ['ATE', 'ATT', 'ATO'] as const satisfies readonly Estimand[];

export interface BalancingWeights {
  /** The weight of every row in its own arm; not normalised. */
  readonly weights: Float64Array;
  /** How each row's weight changes with its linear predictor, for M-estimation. */
  readonly slopes: Float64Array;
}

/**
 * Balancing weights from propensity scores e:
 * ATE 1/e and 1/(1 - e); ATT 1 and e/(1 - e); ATO 1 - e and e (first arm, second arm).
 */
export function balancingWeights(
  scores: ArrayLike<number>,
  treated: ArrayLike<number>,
  estimand: Estimand,
): BalancingWeights {
  const count = scores.length;
  const weights = new Float64Array(count);
  const slopes = new Float64Array(count);
  for (let i = 0; i < count; i++) {
    const e = scores[i];
    const inFirst = treated[i] === 1;
    switch (estimand) {
      case 'ATE':
        weights[i] = inFirst ? 1 / e : 1 / (1 - e);
        slopes[i] = inFirst ? -(1 - e) / e : e / (1 - e);
        break;
      case 'ATT':
        weights[i] = inFirst ? 1 : e / (1 - e);
        slopes[i] = inFirst ? 0 : e / (1 - e);
        break;
      case 'ATO':
        weights[i] = inFirst ? 1 - e : e;
        slopes[i] = (inFirst ? -1 : 1) * e * (1 - e);
        break;
    }
  }
  return { weights, slopes };
}

/** Kish's effective sample size (sum w)^2 / sum w^2 of one arm: how many equally weighted people say as much. */
export function effectiveSampleSize(
  weights: ArrayLike<number>,
  treated: ArrayLike<number>,
  arm: 0 | 1,
): number {
  let total = 0;
  let squares = 0;
  for (let i = 0; i < weights.length; i++) {
    if (treated[i] !== arm) continue;
    total += weights[i];
    squares += weights[i] * weights[i];
  }
  return squares === 0 ? 0 : (total * total) / squares;
}
