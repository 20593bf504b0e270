import { binomialChances, logFactorials } from './binomial.ts';
import { requireBetween, requirePositive } from './checks.ts';
import { peopleNeeded } from './proportions.ts';

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
  if (![n1, n0].every(size => Number.isInteger(size) && size >= 1 && size <= MOST_PEOPLE)) {
    throw new RangeError(
      `n was ${n.join(' and ')}; each arm has a whole number of people, 1 to ${MOST_PEOPLE.toLocaleString('en-GB')}.`,
    );
  }
  if (!risk.every(p => p >= 0 && p <= 1)) {
    throw new RangeError(`risk was ${risk.join(' and ')}; a risk lies from 0 to 1.`);
  }
  requireBetween({ alpha });
  const logs = logFactorials(n1 + n0);
  const first = binomialChances(n1, risk[0], logs);
  const second = binomialChances(n0, risk[1], logs);
  const [from1, to1] = likely(first);
  const [from0, to0] = likely(second);
  let power = 0;
  for (let total = from1 + from0; total <= to1 + to0; total++) {
    const { upTo, from } = significant(n1, n0, total, alpha, logs);
    for (let x = Math.max(from1, total - to0); x <= Math.min(to1, total - from0); x++) {
      if (x <= upTo || x >= from) power += first[x] * second[total - x];
    }
  }
  return Math.min(1, power);
}

/**
 * People needed in the first arm (and `ratio` times as many, rounded up, in the second) for Fisher's exact test to have
 * the power asked for. Power rises in teeth: of more than 300 people it is the fewest within 2 in 100 of where it settles.
 */
export function peopleForFisher(
  risk: readonly [number, number],
  { ratio = 1, power = 0.8, alpha = 0.05 }: { ratio?: number; power?: number; alpha?: number } = {},
): number {
  requirePositive({ ratio });
  requireBetween({ power, alpha });
  const [p1, p0] = risk;
  const near = peopleNeeded({ baselineRisk: p0, risk: p1, ratio, power, level: 1 - alpha });
  const enough = (people: number): boolean =>
    powerOfFisher([people, Math.ceil(people * ratio)], risk, alpha) >= power;
  if (near <= FEW) {
    let people = 1;
    while (!enough(people)) people++;
    return people;
  }
  let low = Math.floor(near / 2);
  let high = Math.ceil(near);
  while (!enough(high)) [low, high] = [high, Math.ceil(high * 1.2)];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (enough(middle)) high = middle;
    else low = middle;
  }
  let fewest = high;
  for (let people = high - 1; people >= 0.98 * high; people--) if (enough(people)) fewest = people;
  return fewest;
}

const MOST_PEOPLE = 1_000_000;
const FEW = 300;

/** The counts outside which hardly 1e-15 of the chances lies. */
function likely(chances: Float64Array): readonly [number, number] {
  let from = 0;
  for (let left = chances[0]; left < 1e-16 && from < chances.length - 1; left += chances[++from]);
  let to = chances.length - 1;
  for (let left = chances[to]; left < 1e-16 && to > from; left += chances[--to]);
  return [from, to];
}

/**
 * Which counts in the first arm, of `total` events in both, are significant: up to one count and from another on. p is
 * the chance of all counts as likely as the own one, or less likely.
 */
function significant(
  n1: number,
  n0: number,
  total: number,
  alpha: number,
  logs: Float64Array,
): { readonly upTo: number; readonly from: number } {
  const all = n1 + n0;
  // Far from the mean nothing is left that a double could add.
  const mean = (total * n1) / all;
  const far = 60 + 12 * Math.sqrt((mean * n0 * (all - total)) / (all * Math.max(1, all - 1)));
  let low = Math.max(0, total - n0, Math.floor(mean - far));
  let high = Math.min(total, n1, Math.ceil(mean + far));
  const fixed = logs[n1] + logs[n0] + logs[total] + logs[all - total] - logs[all];
  const chanceOf = (x: number): number =>
    Math.exp(fixed - logs[x] - logs[n1 - x] - logs[total - x] - logs[n0 - total + x]);
  // From both ends inwards, the less likely first; ties that differ by rounding together, as R's fisher.test does.
  let p = 0;
  while (low <= high) {
    const below = chanceOf(low);
    const above = chanceOf(high);
    const least = Math.min(below, above) * (1 + 1e-7);
    const takesLow = below <= least;
    const takesHigh = above <= least && high > low;
    p += (takesLow ? below : 0) + (takesHigh ? above : 0);
    if (p > alpha) break;
    if (takesLow) low++;
    if (takesHigh) high--;
  }
  return { upTo: low - 1, from: high + 1 };
}
