import { levelOfLook } from '../looks/level-of-look.ts';
import type { LevelOfLook } from '../looks/level-of-look.ts';
import { LEAST_STEP } from '../looks/going.ts';
import type { LooksSpec } from '../protocol/schema.ts';
import type { LookRecord } from './look.ts';

export const ALPHA = 0.05;

/**
 * By which rule a look got its error: the only one, or the first; by the plan; a look that nobody planned; a planned
 * look without more information than the one before; one after earlier looks that were not made by this plan.
 */
export type LookRule = 'first' | 'planned' | 'not planned' | 'no more information' | 'not by this plan';

export interface LookAlpha {
  readonly rule: LookRule;
  /** The two-sided error of this look alone; its intervals have the level 1 less this. */
  readonly alpha: number;
  readonly alphaSpent: number;
  /** The share of information, where the plan lets it be known. */
  readonly information: number | undefined;
  readonly mayConclude: boolean;
}

/**
 * The two-sided error that a look is allowed. By the plan's spending where looks were planned. Without a plan one look
 * was planned: the first has 5%, and each further one alpha / (k (k + 1)) on top of it, so that all together stay below
 * 7.5%, and the report says so.
 */
export function lookAlpha(input: {
  readonly number: number;
  readonly earlier: readonly LookRecord[];
  readonly plan: LooksSpec | undefined;
  readonly people: number;
}): LookAlpha {
  const { number, earlier, plan, people } = input;
  const spent = earlier.reduce((most, look) => Math.max(most, look.alphaSpent ?? ALPHA), 0);
  if (plan === undefined) return number === 1 ? FIRST : notPlanned(number, spent, 'not planned');
  const { planned, spending, people_at_last } = plan;
  if (people_at_last === undefined) {
    const before = (k: number): number =>
      levelOfLook({ look: k, planned, spending, alpha: ALPHA }).alphaSpent;
    if (earlier.some((look, k) => !isNear(look.alphaSpent, before(k + 1))))
      return notPlanned(number, spent, 'not by this plan');
    return byPlan(levelOfLook({ look: number, planned, spending, alpha: ALPHA }), undefined);
  }
  const information = people / people_at_last;
  const rising = risingShares(earlier);
  const planSpent = (k: number): number =>
    levelOfLook({ look: k + 1, information: rising[k], earlier: rising.slice(0, k), spending, alpha: ALPHA })
      .alphaSpent;
  if (
    earlier.some(look => look.information === undefined) ||
    !isNear(spent, rising.length === 0 ? 0 : planSpent(rising.length - 1))
  ) {
    return { ...notPlanned(number, spent, 'not by this plan'), information };
  }
  if (information - (rising.at(-1) ?? 0) < LEAST_STEP) return noMore(spent, information);
  const look = rising.length + 1;
  return byPlan(levelOfLook({ look, information, earlier: rising, spending, alpha: ALPHA }), information);
}

const FIRST: LookAlpha = {
  rule: 'first',
  alpha: ALPHA,
  alphaSpent: ALPHA,
  information: undefined,
  mayConclude: true,
};

function byPlan(own: LevelOfLook, information: number | undefined): LookAlpha {
  // The level is never quite 1, so that an interval has an end.
  const { level, alphaSpent, mayConclude } = own;
  return { rule: 'planned', alpha: 1 - level, alphaSpent, information, mayConclude };
}

function notPlanned(number: number, spent: number, rule: LookRule): LookAlpha {
  const { alpha } = levelOfLook({ look: number, alpha: ALPHA });
  return { rule, alpha, alphaSpent: Math.min(1, spent + alpha), information: undefined, mayConclude: true };
}

/** Nothing may be spent without more information. The interval is shown at what is left of the error, and spends nothing. */
function noMore(spent: number, information: number): LookAlpha {
  const left = Math.max(2 ** -52, ALPHA - spent);
  return { rule: 'no more information', alpha: left, alphaSpent: spent, information, mayConclude: false };
}

/** Shares of earlier looks that had more information than those before them. */
function risingShares(earlier: readonly LookRecord[]): number[] {
  const rising: number[] = [];
  for (const { information } of earlier) {
    if (information !== undefined && information - (rising.at(-1) ?? 0) >= LEAST_STEP)
      rising.push(information);
  }
  return rising;
}

function isNear(one: number | undefined, other: number): boolean {
  return one !== undefined && Math.abs(one - other) < 1e-9;
}
