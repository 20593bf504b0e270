import { exponentialOf, gammaOf, normalOf, uniformOf } from './luck.ts';
import type { Luck } from './luck.ts';

/**
 * A length of time, in whatever unit the network uses. `spread` is the coefficient of variation (standard
 * deviation divided by mean).
 */
export type Duration =
  | { readonly kind: 'fixed'; readonly mean: number }
  | { readonly kind: 'exponential'; readonly mean: number }
  | { readonly kind: 'gamma'; readonly mean: number; readonly spread: number }
  | { readonly kind: 'lognormal'; readonly mean: number; readonly spread: number };

/** A duration with its constants worked out once, before the run. */
export interface DurationDraw {
  readonly kind: number;
  readonly a: number;
  readonly b: number;
}

const FIXED = 0;
const EXPONENTIAL = 1;
const GAMMA = 2;
const LOGNORMAL = 3;

/** Prepares a duration. A mean or spread that is not a number above 0 is refused (a fixed mean may be 0). */
export function durationDraw(duration: Duration): DurationDraw {
  const { kind, mean } = duration;
  if (!Number.isFinite(mean) || mean < 0 || (mean === 0 && kind !== 'fixed')) {
    throw new RangeError(
      `mean was ${mean}; a ${kind} duration needs a mean ${kind === 'fixed' ? 'of 0 or more' : 'above 0'}.`,
    );
  }
  if (kind === 'fixed') return { kind: FIXED, a: mean, b: 0 };
  if (kind === 'exponential') return { kind: EXPONENTIAL, a: mean, b: 0 };
  const { spread } = duration;
  if (!(spread > 0 && Number.isFinite(spread))) {
    throw new RangeError(`spread was ${spread}; a ${kind} duration needs a spread above 0, or use fixed.`);
  }
  const square = spread * spread;
  if (kind === 'gamma') return { kind: GAMMA, a: 1 / square, b: mean * square };
  const variance = Math.log1p(square);
  return { kind: LOGNORMAL, a: Math.log(mean) - variance / 2, b: Math.sqrt(variance) };
}

/** The length that this person draws for this decision. */
export function drawDuration(draw: DurationDraw, luck: Luck, person: number, decision: number): number {
  switch (draw.kind) {
    case FIXED:
      return draw.a;
    case EXPONENTIAL:
      return draw.a * exponentialOf(luck, person, decision);
    case GAMMA:
      return draw.b * gammaOf(luck, person, decision, draw.a);
    default:
      return Math.exp(draw.a + draw.b * normalOf(luck, person, decision));
  }
}

/**
 * What is left of the length for somebody found in the middle of it when the run begins. Long stays are met
 * more often than short ones, so a stay in proportion to its length is drawn and a uniform share of it is left
 * (the equilibrium residual life; Cox, Renewal Theory, 1962, section 5.2).
 */
export function drawRemaining(
  draw: DurationDraw,
  luck: Luck,
  person: number,
  decision: number,
  other: number,
): number {
  const left = uniformOf(luck, person, other);
  switch (draw.kind) {
    case FIXED:
      return draw.a * left;
    case EXPONENTIAL:
      return draw.a * exponentialOf(luck, person, decision);
    case GAMMA:
      return left * draw.b * gammaOf(luck, person, decision, draw.a + 1);
    default:
      return left * Math.exp(draw.a + draw.b * draw.b + draw.b * normalOf(luck, person, decision));
  }
}
