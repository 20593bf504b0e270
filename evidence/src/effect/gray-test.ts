import { argsort, chiSquareUpper, cholesky, choleskySolve } from '@throughcare/numerics';
import { checkCompeting } from './competing-data.ts';
import { strataOf } from './strata-of.ts';
import { checkLengths, checkNumbered, groupSizes } from './survival-data.ts';

export interface GrayTest {
  readonly cause: number;
  readonly chiSquare: number;
  readonly degreesOfFreedom: number;
  readonly p: number;
}

/**
 * Gray's test (1988) that the cumulative incidence of a cause is the same in groups 0 to k - 1, with rho = 0: like a
 * log-rank test in which people who had another event stay in the risk set in the measure in which they could still
 * have been followed.
 *
 * @param cause 0 for people last seen, else the number of the kind of event
 * @param of the cause that is tested
 */
export function grayTest(
  time: ArrayLike<number>,
  cause: ArrayLike<number>,
  group: ArrayLike<number>,
  of = 1,
  strata?: ArrayLike<number>,
): GrayTest {
  checkCompeting({ time, cause });
  checkLengths(time.length, { group, strata });
  if (strata !== undefined) checkNumbered('strata', strata);
  const groups = groupSizes(group, 2, "Gray's test").length;
  if (!Array.prototype.includes.call(cause, of)) {
    throw new RangeError(`Nobody had an event of cause ${of}; its incidence cannot be compared.`);
  }
  const size = groups - 1;
  const score = new Float64Array(size);
  const variance = new Float64Array(size * size);
  for (const order of strataOf(argsort(time), strata)) {
    addStratum(order, { time, cause, group, of, groups }, score, variance);
  }
  const factor = cholesky(variance, size);
  const solved = choleskySolve(factor, score);
  const chiSquare = score.reduce((total, value, k) => total + value * solved[k], 0);
  const degreesOfFreedom = size - factor.dependent.length;
  const p = degreesOfFreedom === 0 ? 1 : chiSquareUpper(chiSquare, degreesOfFreedom);
  return { cause: of, chiSquare, degreesOfFreedom, p };
}

interface Groups {
  readonly time: ArrayLike<number>;
  readonly cause: ArrayLike<number>;
  readonly group: ArrayLike<number>;
  readonly of: number;
  readonly groups: number;
}

/**
 * Gray's score and its variance in one stratum. In each group S is the Kaplan-Meier estimate of any event and F the
 * incidence of the cause; h = Y / S(t-) is what the group would number had nobody left it. The variance follows the
 * martingales of the cause and of the other causes of each group (Gray 1988, section 2).
 */
function addStratum(
  order: Int32Array,
  { time, cause, group, of, groups }: Groups,
  score: Float64Array,
  variance: Float64Array,
): void {
  const size = groups - 1;
  const atRisk = new Float64Array(groups);
  for (const i of order) atRisk[group[i]]++;
  const free = new Float64Array(groups).fill(1);
  const share = new Float64Array(groups);
  let pooled = 0;
  // For each score and group: what a later event of the group changes in it (`carried`), and three sums of variances.
  const carried = new Float64Array(size * groups);
  const direct = new Float64Array(size * groups);
  const crossed = new Float64Array(size * groups);
  const squared = new Float64Array(groups);
  const events = new Float64Array(groups);
  const others = new Float64Array(groups);
  const leaving = new Float64Array(groups);
  for (let from = 0; from < order.length;) {
    events.fill(0);
    others.fill(0);
    leaving.fill(0);
    let to = from;
    for (; to < order.length && time[order[to]] === time[order[from]]; to++) {
      const i = order[to];
      leaving[group[i]]++;
      if (cause[i] === of) events[group[i]]++;
      else if (cause[i] > 0) others[group[i]]++;
    }
    from = to;
    const ofCause = events.reduce((total, count) => total + count, 0);
    const ofOthers = others.reduce((total, count) => total + count, 0);
    if (ofCause + ofOthers > 0) {
      const before = free.slice();
      const whole = Float64Array.from(atRisk, (n, g) => (n > 0 ? n / before[g] : 0));
      const wholeTotal = whole.reduce((total, h) => total + h, 0);
      const still = Float64Array.from(whole, (h, g) => h * (1 - share[g]));
      const stillTotal = still.reduce((total, h) => total + h, 0);
      for (let g = 0; g < groups; g++) {
        if (atRisk[g] === 0) continue;
        free[g] = (before[g] * (atRisk[g] - events[g] - others[g])) / atRisk[g];
        share[g] += (before[g] * events[g]) / atRisk[g];
      }
      const pooledBefore = pooled;
      pooled += ofCause / wholeTotal;
      const weights = new Float64Array(size * groups);
      for (let a = 0; a < size; a++) {
        if (atRisk[a] === 0) continue;
        if (stillTotal > 0) score[a] += events[a] - (ofCause * still[a]) / stillTotal;
        for (let g = 0; g < groups; g++) {
          if (atRisk[g] === 0) continue;
          weights[a * groups + g] = whole[a] * ((a === g ? 1 : 0) - whole[g] / wholeTotal);
          carried[a * groups + g] += (weights[a * groups + g] * ofCause) / (wholeTotal * (1 - pooledBefore));
        }
      }
      for (let g = 0; g < groups; g++) {
        if (atRisk[g] === 0) continue;
        if (ofCause > 0) {
          const shrink = free[g] > 0 ? 1 - (1 - pooled) / free[g] : 1;
          const spare = wholeTotal * before[g] - 1;
          const finite = ofCause > 1 && spare > 0 ? 1 - (ofCause - 1) / spare : 1;
          add(
            g,
            a => weights[a * groups + g] - shrink * carried[a * groups + g],
            shrink,
            (finite * before[g] * ofCause) / (wholeTotal * atRisk[g]),
          );
        }
        if (others[g] > 0 && free[g] > 0) {
          const shrink = (1 - pooled) / free[g];
          const finite = others[g] > 1 ? 1 - (others[g] - 1) / (atRisk[g] - 1) : 1;
          add(
            g,
            a => shrink * carried[a * groups + g],
            -shrink,
            (finite * before[g] ** 2 * others[g]) / atRisk[g] ** 2,
          );
        }
      }
    }
    for (let g = 0; g < groups; g++) atRisk[g] -= leaving[g];
  }

  function add(g: number, weightOf: (a: number) => number, shrink: number, spread: number): void {
    squared[g] += shrink * shrink * spread;
    for (let a = 0; a < size; a++) {
      const own = weightOf(a);
      crossed[a * groups + g] += own * shrink * spread;
      for (let b = 0; b <= a; b++) direct[a * groups + b] += own * weightOf(b) * spread;
    }
  }

  for (let a = 0; a < size; a++) {
    for (let b = 0; b <= a; b++) {
      let total = direct[a * groups + b];
      for (let g = 0; g < groups; g++) {
        const [ca, cb] = [carried[a * groups + g], carried[b * groups + g]];
        total += ca * cb * squared[g] + ca * crossed[b * groups + g] + cb * crossed[a * groups + g];
      }
      variance[a * size + b] += total;
      if (a !== b) variance[b * size + a] += total;
    }
  }
}
