import { normalQuantile } from '@throughcare/numerics';
import type { Interval } from '../effect/proportion.ts';
import { boundaries } from './boundaries.ts';
import type { Spending } from './spending.ts';

/** Which look it is, and what was planned. */
export interface LookQuestion {
  /** 1 for the first. */
  readonly look: number;
  /** How many looks were planned beforehand; left out when nobody planned any. */
  readonly planned?: number | undefined;
  /**
   * The share of information now: people (or events) so far over those at the last look. Left out, the looks lie evenly.
   * It can be known without a number of planned looks.
   */
  readonly information?: number | undefined;
  /** The shares of the looks before, rising; needed with `information` from the second look on. */
  readonly earlier?: readonly number[] | undefined;
  readonly spending?: Spending;
  readonly alpha?: number;
}

/** What one look may say. */
export interface LevelOfLook {
  readonly rule: 'planned' | 'not planned';
  /** The level of all intervals of this look: one less `alpha`, and never quite 1, so that an interval has an end. */
  readonly level: number;
  /** Standard errors to either side of a repeated interval; a statistic beyond it is a difference. */
  readonly z: number;
  /** The two-sided error of this look alone, and of all looks up to it together. */
  readonly alpha: number;
  readonly alphaSpent: number;
  /** False when all error was spent at earlier looks, or none may be spent yet: nothing can be concluded from it. */
  readonly mayConclude: boolean;
}

/** The highest level whose normal quantile is finite. */
const HIGHEST = 1 - 2 ** -52;
const NOTHING_LEFT = 8;

/**
 * The level of a look at data that accrues. Planned looks spend the error by the share of information (`boundaries`), so
 * that all of them together are wrong in no more than `alpha`; the interval at their level is Jennison and Turnbull's
 * (1989) repeated confidence interval. Looks that nobody planned are allowed `errorOfUnplannedLook`.
 */
export function levelOfLook(question: LookQuestion): LevelOfLook {
  const { look, planned, spending = 'obrien-fleming', alpha = 0.05 } = question;
  requireLook(look);
  if (planned === undefined && question.information === undefined) {
    const own = errorOfUnplannedLook(look, alpha);
    const z = -normalQuantile(own / 2);
    const alphaSpent = (alpha * look) / (look + 1);
    return { rule: 'not planned', level: 1 - own, z, alpha: own, alphaSpent, mayConclude: true };
  }
  const own = boundaries(sharesOf(question), spending, alpha)[look - 1];
  return {
    rule: 'planned',
    level: Math.min(HIGHEST, 1 - own.nominalAlpha),
    z: own.z,
    alpha: own.nominalAlpha,
    alphaSpent: own.alphaSpent,
    mayConclude: own.z < NOTHING_LEFT,
  };
}

function sharesOf({ look, planned, information, earlier }: LookQuestion): number[] {
  if (planned !== undefined && !(Number.isInteger(planned) && planned >= 1)) {
    throw new RangeError(`planned was ${planned}; it is a whole number of looks, 1 or more.`);
  }
  if (information === undefined) {
    if (earlier !== undefined)
      throw new RangeError('earlier was given without information; give both or neither.');
    return Array.from({ length: look }, (_, k) => (k + 1) / (planned ?? 1));
  }
  const before = earlier ?? [];
  if (before.length !== look - 1) {
    throw new RangeError(
      `earlier has ${before.length} shares; look ${look} has ${look - 1} looks before it.`,
    );
  }
  return [...before, information];
}

/** A figure's interval at a look: so many standard errors to either side that all looks together hold their level. */
export function repeatedInterval(value: number, standardError: number, { z, level }: LevelOfLook): Interval {
  return { lower: value - z * standardError, upper: value + z * standardError, level };
}

/**
 * The error of the k-th look when nobody planned how many there would be: alpha / (k (k + 1)), which adds up to less
 * than alpha however often one looks (a Bonferroni series). Conservative, as it makes nothing of what the looks share; a
 * plan made beforehand gives narrower intervals.
 */
export function errorOfUnplannedLook(look: number, alpha = 0.05): number {
  requireLook(look);
  if (!(alpha > 0 && alpha < 1)) throw new RangeError(`alpha was ${alpha}; it must lie between 0 and 1.`);
  return alpha / (look * (look + 1));
}

function requireLook(look: number): void {
  if (!(Number.isInteger(look) && look >= 1)) {
    throw new RangeError(`look was ${look}; looks are counted 1, 2, 3 and so on.`);
  }
}
