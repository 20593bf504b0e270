/** A yes-or-no trait that nobody recorded. */
export interface UnmeasuredTrait {
  /** Share of people who have it, in the first arm and in the second. */
  readonly prevalence: readonly [number, number];
  /** How many times as likely the outcome is in those who have it, in either arm. */
  readonly riskRatio: number;
}

/**
 * What a risk ratio would be if the trait were adjusted for: the observed ratio over the bias that it makes
 * (Schlesselman 1978; Lin, Psaty and Kronmal 1998).
 */
export function adjustedFor(observedRatio: number, { prevalence, riskRatio }: UnmeasuredTrait): number {
  if (!(observedRatio > 0 && Number.isFinite(observedRatio))) {
    throw new RangeError(`observedRatio was ${observedRatio}; it must be above 0.`);
  }
  if (!(riskRatio > 0 && Number.isFinite(riskRatio))) {
    throw new RangeError(`riskRatio was ${riskRatio}; it must be above 0.`);
  }
  if (!prevalence.every(share => share >= 0 && share <= 1)) {
    throw new RangeError(`prevalence was ${prevalence.join(' and ')}; shares lie from 0 to 1.`);
  }
  const [first, second] = prevalence.map(share => 1 + share * (riskRatio - 1));
  return (observedRatio * second) / first;
}

/** One cell of a grid: the trait, and what is left of the estimate and of its interval. */
export interface GridCell extends UnmeasuredTrait {
  readonly ratio: number;
  readonly lower: number;
  readonly upper: number;
  /** Whether the interval would hold no difference any more, or the estimate turn. */
  readonly turns: boolean;
}

const SHARES = [0.1, 0.3, 0.5, 0.7] as const;
const RATIOS = [1.5, 2, 3, 5] as const;

/**
 * The estimate under each of a grid of traits more common in one arm than in the other: every pair of shares of 1, 3, 5
 * and 7 in 10 and every ratio with the outcome of 1.5, 2, 3 and 5.
 */
export function unmeasuredGrid(observed: {
  ratio: number;
  lower: number;
  upper: number;
}): readonly GridCell[] {
  const concluded = observed.lower > 1 || observed.upper < 1;
  return SHARES.flatMap(first =>
    SHARES.filter(second => second !== first).flatMap(second =>
      RATIOS.map(riskRatio => {
        const trait = { prevalence: [first, second] as const, riskRatio };
        const ratio = adjustedFor(observed.ratio, trait);
        const lower = adjustedFor(observed.lower, trait);
        const upper = adjustedFor(observed.upper, trait);
        const holds = lower <= 1 && upper >= 1;
        const turned = ratio > 1 !== observed.ratio > 1;
        return { ...trait, ratio, lower, upper, turns: concluded && (holds || turned) };
      }),
    ),
  );
}
