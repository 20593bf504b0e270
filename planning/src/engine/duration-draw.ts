import { logGamma } from '@throughcare/numerics';
import { meanOf, refuseDuration, weightsOf } from './duration.ts';
import type { Duration } from './duration.ts';
import { exponentialOf, gammaOf, normalOf, uniformOf } from './luck.ts';
import type { Luck } from './luck.ts';

/** A duration with its constants worked out once, before the run; every kind has the same fields. */
export interface DurationDraw {
  readonly kind: number;
  readonly a: number;
  readonly b: number;
  /** Values of an empirical duration, the running sum of their shares, and that of value x share. */
  readonly values: Float64Array;
  readonly below: Float64Array;
  readonly belowByLength: Float64Array;
}

const FIXED = 0;
const EXPONENTIAL = 1;
const GAMMA = 2;
const LOGNORMAL = 3;
const WEIBULL = 4;
const UNIFORM = 5;
const EMPIRICAL = 6;

const none = new Float64Array(0);

/** Prepares a duration; one that nothing can be drawn from is refused in words. */
export function durationDraw(duration: Duration): DurationDraw {
  refuseDuration(duration);
  const draw = (kind: number, a: number, b = 0): DurationDraw => ({
    kind,
    a,
    b,
    values: none,
    below: none,
    belowByLength: none,
  });
  switch (duration.kind) {
    case 'fixed':
      return draw(FIXED, duration.mean);
    case 'exponential':
      return draw(EXPONENTIAL, duration.mean);
    case 'gamma':
      return draw(GAMMA, 1 / duration.spread ** 2, duration.mean * duration.spread ** 2);
    case 'lognormal': {
      const variance = Math.log1p(duration.spread ** 2);
      return draw(LOGNORMAL, Math.log(duration.mean) - variance / 2, Math.sqrt(variance));
    }
    case 'weibull':
      return draw(WEIBULL, duration.mean / Math.exp(logGamma(1 + 1 / duration.shape)), 1 / duration.shape);
    case 'uniform':
      return draw(UNIFORM, duration.from, duration.to);
    case 'empirical': {
      const weights = weightsOf(duration);
      return {
        kind: EMPIRICAL,
        a: meanOf(duration),
        b: 0,
        values: Float64Array.from(duration.values),
        below: runningShares(weights),
        belowByLength: runningShares(weights.map((weight, i) => weight * duration.values[i])),
      };
    }
  }
}

/** Whether a draw is `a` times an exponential with mean 1. */
export function isExponential({ kind }: DurationDraw): boolean {
  return kind === EXPONENTIAL;
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
    case LOGNORMAL:
      return Math.exp(draw.a + draw.b * normalOf(luck, person, decision));
    case WEIBULL:
      return draw.a * exponentialOf(luck, person, decision) ** draw.b;
    case UNIFORM:
      return draw.a + (draw.b - draw.a) * uniformOf(luck, person, decision);
    default:
      return valueAt(draw.values, draw.below, uniformOf(luck, person, decision));
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
    case LOGNORMAL:
      return left * Math.exp(draw.a + draw.b * draw.b + draw.b * normalOf(luck, person, decision));
    case WEIBULL:
      // In proportion to its length, (stay / scale) ^ shape is a gamma with 1 / shape more in its shape.
      return left * draw.a * gammaOf(luck, person, decision, 1 + draw.b) ** draw.b;
    case UNIFORM: {
      const { a, b } = draw;
      return left * Math.sqrt(a * a + (b * b - a * a) * uniformOf(luck, person, decision));
    }
    default:
      // All lengths 0: nothing is left of any.
      if (draw.a === 0) return 0;
      return left * valueAt(draw.values, draw.belowByLength, uniformOf(luck, person, decision));
  }
}

function runningShares(weights: readonly number[]): Float64Array {
  const below = new Float64Array(weights.length);
  let sum = 0;
  weights.forEach((weight, i) => (below[i] = sum += weight));
  return below.map(each => each / sum);
}

/** The first value whose running share lies above `u`. */
function valueAt(values: Float64Array, below: Float64Array, u: number): number {
  let low = 0;
  let high = values.length - 1;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (below[middle] > u) high = middle;
    else low = middle + 1;
  }
  return values[low];
}
