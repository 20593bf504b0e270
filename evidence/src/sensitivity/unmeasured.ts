/** A yes-or-no trait that nobody recorded. */
export interface UnmeasuredTrait {
  /** Share of people who have it, in the first arm and in the second. */
  readonly prevalence: readonly [number, number];
  /** How many times as likely the outcome is in those who have it, in either arm. */
  readonly riskRatio: number;
}

/**
 * What a risk ratio would be if the trait were adjusted for: the observed ratio over the bias that it makes
 * (Schlesselman 1978; Lin, Psaty and Kronmal 1998). For a hazard or odds ratio of a rare outcome it is near enough.
 */
export function adjustedFor(observedRatio: number, { prevalence, riskRatio }: UnmeasuredTrait): number {
  requireRatio({ observedRatio, riskRatio });
  requireShares(prevalence);
  const [first, second] = prevalence.map(share => 1 + share * (riskRatio - 1));
  return (observedRatio * second) / first;
}

/**
 * How many times as likely the outcome must be in those with the trait for a ratio (an estimate, or the limit of an
 * interval nearer to 1) to become 1: undefined when no trait with these shares could do it.
 */
export function turningRatio(ratio: number, prevalence: readonly [number, number]): number | undefined {
  requireRatio({ ratio });
  requireShares(prevalence);
  if (ratio === 1) return 1;
  const [first, second] = prevalence;
  const found = (ratio * (1 - second) - (1 - first)) / (first - ratio * second);
  return found > 0 && Number.isFinite(found) ? found : undefined;
}

/** One cell of a grid: the trait, and what is left of the estimate and of its interval. */
export interface GridCell extends UnmeasuredTrait {
  readonly ratio: number;
  readonly lower: number;
  readonly upper: number;
  /** Whether the interval would hold no difference any more, or the estimate turn. */
  readonly turns: boolean;
}

/** Where, between the shares of two arms, the conclusion turns. */
export interface FrontierPoint {
  readonly prevalence: readonly [number, number];
  /** From this ratio with the outcome on the interval holds no difference, or the estimate is none; undefined: never. */
  readonly interval: number | undefined;
  readonly estimate: number | undefined;
}

const SHARES = [0.1, 0.3, 0.5, 0.7] as const;
const RATIOS = [1.5, 2, 3, 5] as const;

interface ObservedRatio {
  readonly ratio: number;
  readonly lower: number;
  readonly upper: number;
}

/**
 * The estimate under each of a grid of traits more common in one arm than in the other: every pair of shares of 1, 3, 5
 * and 7 in 10 and every ratio with the outcome of 1.5, 2, 3 and 5.
 */
export function unmeasuredGrid(observed: ObservedRatio): readonly GridCell[] {
  const { isConcluded } = requireInterval(observed);
  return pairsOfShares().flatMap(prevalence =>
    RATIOS.map(riskRatio => {
      const trait = { prevalence, riskRatio };
      const ratio = adjustedFor(observed.ratio, trait);
      const lower = adjustedFor(observed.lower, trait);
      const upper = adjustedFor(observed.upper, trait);
      const holds = lower <= 1 && upper >= 1;
      const turned = ratio > 1 !== observed.ratio > 1;
      return { ...trait, ratio, lower, upper, turns: isConcluded && (holds || turned) };
    }),
  );
}

/**
 * For every pair of shares of the grid the least ratio with the outcome, above 1, that turns the conclusion. Empty when
 * nothing was concluded: the interval holds no difference as it is.
 */
export function unmeasuredFrontier(observed: ObservedRatio): readonly FrontierPoint[] {
  const { isConcluded, nearer } = requireInterval(observed);
  if (!isConcluded) return [];
  const raised = (ratio: number, prevalence: readonly [number, number]): number | undefined => {
    const found = turningRatio(ratio, prevalence);
    return found !== undefined && found > 1 ? found : undefined;
  };
  return pairsOfShares().map(prevalence => ({
    prevalence,
    interval: raised(nearer, prevalence),
    estimate: raised(observed.ratio, prevalence),
  }));
}

function pairsOfShares(): (readonly [number, number])[] {
  return SHARES.flatMap(first =>
    SHARES.filter(second => second !== first).map(second => [first, second] as const),
  );
}

function requireInterval({ ratio, lower, upper }: ObservedRatio): { isConcluded: boolean; nearer: number } {
  requireRatio({ ratio, lower, upper });
  if (!(lower <= ratio && ratio <= upper)) {
    throw new RangeError(`ratio was ${ratio}, outside its interval ${lower} to ${upper}.`);
  }
  return { isConcluded: lower > 1 || upper < 1, nearer: lower > 1 ? lower : upper };
}

function requireRatio(named: Readonly<Record<string, number>>): void {
  for (const [name, value] of Object.entries(named)) {
    if (!(value > 0 && Number.isFinite(value))) {
      throw new RangeError(`${name} was ${value}; it must be above 0.`);
    }
  }
}

function requireShares(prevalence: readonly [number, number]): void {
  if (!prevalence.every(share => share >= 0 && share <= 1)) {
    throw new RangeError(`prevalence was ${prevalence.join(' and ')}; shares lie from 0 to 1.`);
  }
}
