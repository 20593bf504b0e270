import { logGamma } from '@throughcare/numerics';

/** The highest true risk that still lets nobody of `n` people have the event with a chance of 1 - `confidence`. */
export function riskBehindNone(n: number, confidence = 0.95): number {
  if (!(n >= 1)) throw new RangeError(`n was ${n}; somebody has to be followed.`);
  if (!(confidence > 0 && confidence < 1)) {
    throw new RangeError(`confidence was ${confidence}; it must lie between 0 and 1.`);
  }
  return 1 - (1 - confidence) ** (1 / n);
}

/**
 * The power of Fisher's exact test, two-sided, of two risks with `n` people in each of two arms: the chance, over all
 * outcomes, of a p up to `alpha`. Exact, for events so rare that the normal approximation cannot be trusted.
 */
export function powerOfFisher(
  n: readonly [number, number],
  risk: readonly [number, number],
  alpha = 0.05,
): number {
  const [n1, n0] = n;
  if (![n1, n0].every(size => Number.isInteger(size) && size >= 1)) {
    throw new RangeError(`n was ${n.join(' and ')}; each arm has a whole number of people, 1 or more.`);
  }
  if (!risk.every(p => p >= 0 && p <= 1)) {
    throw new RangeError(`risk was ${risk.join(' and ')}; a risk lies from 0 to 1.`);
  }
  const chances = [binomial(n1, risk[0]), binomial(n0, risk[1])];
  let power = 0;
  const most = [likelyUpTo(chances[0]), likelyUpTo(chances[1])];
  for (let total = 0; total <= most[0] + most[1]; total++) {
    const tail = significant(n1, n0, total, alpha);
    for (let x = Math.max(0, total - n0); x <= Math.min(total, n1); x++) {
      if (tail(x)) power += chances[0][x] * chances[1][total - x];
    }
  }
  return Math.min(1, power);
}

/** Which counts in the first arm, of `total` events in both, are significant: as likely as the count, or less likely. */
function significant(n1: number, n0: number, total: number, alpha: number): (x: number) => boolean {
  const low = Math.max(0, total - n0);
  const high = Math.min(total, n1);
  const chance = Float64Array.from({ length: high - low + 1 }, (_, k) =>
    Math.exp(logChoose(n1, low + k) + logChoose(n0, total - low - k) - logChoose(n1 + n0, total)),
  );
  return x => {
    const own = chance[x - low] * (1 + 1e-7); // As R's fisher.test does, for ties that differ by rounding.
    let p = 0;
    for (const other of chance) if (other <= own) p += other;
    return p <= alpha;
  };
}

function binomial(n: number, p: number): Float64Array {
  return Float64Array.from({ length: n + 1 }, (_, x) => {
    if (p === 0) return x === 0 ? 1 : 0;
    if (p === 1) return x === n ? 1 : 0;
    return Math.exp(logChoose(n, x) + x * Math.log(p) + (n - x) * Math.log1p(-p));
  });
}

/** Beyond this count hardly 1e-15 of the chances is left. */
function likelyUpTo(chances: Float64Array): number {
  let left = 1;
  for (let x = 0; x < chances.length; x++) {
    left -= chances[x];
    if (left < 1e-15) return x;
  }
  return chances.length - 1;
}

function logChoose(n: number, k: number): number {
  return logGamma(n + 1) - logGamma(k + 1) - logGamma(n - k + 1);
}
