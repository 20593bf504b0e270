import { normalQuantile } from '@throughcare/numerics';

export interface Interval {
  readonly lower: number;
  readonly upper: number;
  /** Confidence level, such as 0.95. */
  readonly level: number;
}

/** The interval `estimate` plus and minus the normal quantile times `standardError`. */
export function normalInterval(estimate: number, standardError: number, level = 0.95): Interval {
  const reach = normalQuantile((1 + level) / 2) * standardError;
  return { lower: estimate - reach, upper: estimate + reach, level };
}

/** Wilson's score interval of a proportion (1927). Exists for 0 events and for all. */
export function wilsonInterval(events: number, n: number, level = 0.95): Interval {
  if (!(n > 0) || !(events >= 0 && events <= n)) {
    throw new RangeError(
      `${events} events of ${n} people: a proportion needs people, and no more events than people.`,
    );
  }
  const z = normalQuantile((1 + level) / 2);
  const p = events / n;
  const middle = (p + (z * z) / (2 * n)) / (1 + (z * z) / n);
  const reach = (z / (1 + (z * z) / n)) * Math.sqrt((p * (1 - p)) / n + (z * z) / (4 * n * n));
  return {
    lower: events === 0 ? 0 : middle - reach,
    upper: events === n ? 1 : middle + reach,
    level,
  };
}

/** Newcombe's interval of a difference of two proportions (1998, method 10), from the two Wilson intervals. */
export function newcombeInterval(
  first: { readonly events: number; readonly n: number },
  second: { readonly events: number; readonly n: number },
  level = 0.95,
): Interval {
  const p1 = first.events / first.n;
  const p2 = second.events / second.n;
  const a = wilsonInterval(first.events, first.n, level);
  const b = wilsonInterval(second.events, second.n, level);
  return {
    lower: p1 - p2 - Math.hypot(p1 - a.lower, b.upper - p2),
    upper: p1 - p2 + Math.hypot(a.upper - p1, p2 - b.lower),
    level,
  };
}
