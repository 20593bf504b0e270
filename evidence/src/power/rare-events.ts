import { betaQuantile, regularizedBeta } from '@throughcare/numerics';
import { requireBetween } from './checks.ts';

/** The highest true risk that still lets nobody of `n` people have the event with a chance of 1 - `confidence`. */
export function riskBehindNone(n: number, confidence = 0.95): number {
  if (!(n >= 1 && Number.isFinite(n))) throw new RangeError(`n was ${n}; somebody has to be followed.`);
  requireBetween({ confidence });
  return -Math.expm1(Math.log1p(-confidence) / n);
}

/**
 * The highest true risk with which so few events of `n` people would still be seen with a chance of 1 - `confidence`:
 * the exact one-sided limit of Clopper and Pearson (1934).
 */
export function riskBehind(events: number, n: number, confidence = 0.95): number {
  if (!(Number.isInteger(n) && n >= 1 && Number.isInteger(events) && events >= 0 && events <= n)) {
    throw new RangeError(
      `${events} events of ${n} people: whole numbers, somebody, and no more events than people.`,
    );
  }
  requireBetween({ confidence });
  if (events === n) return 1;
  return events === 0 ? riskBehindNone(n, confidence) : betaQuantile(confidence, events + 1, n - events);
}

/**
 * The power of the exact binomial test, one-sided, to find that people with risk `risk` have the event more rarely than a
 * risk that is known. 0 when not even nobody with the event would show it.
 */
export function powerBelowKnownRisk(
  n: number,
  { risk, known }: { readonly risk: number; readonly known: number },
  alpha = 0.05,
): number {
  if (!(Number.isInteger(n) && n >= 1)) throw new RangeError(`n was ${n}; it is a whole number of people.`);
  requireBetween({ known, alpha });
  if (!(risk >= 0 && risk < known)) {
    throw new RangeError(`risk was ${risk}; it lies from 0 to below the known risk of ${known}.`);
  }
  // The most events that the test still takes for fewer than expected, by halving.
  const upTo = (events: number, p: number): number =>
    p === 0 || events >= n ? 1 : regularizedBeta(1 - p, n - events, events + 1);
  let most = -1;
  let beyond = n;
  while (beyond - most > 1) {
    const middle = Math.floor((most + beyond) / 2);
    if (upTo(middle, known) <= alpha) most = middle;
    else beyond = middle;
  }
  return most < 0 ? 0 : upTo(most, risk);
}
