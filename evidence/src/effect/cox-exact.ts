import { cholesky, choleskyInverse } from '@throughcare/numerics';
import { checkCox, nameOf, sayDependent } from './cox-data.ts';
import type { CoxData } from './cox-data.ts';
import { coxOrder } from './cox-order.ts';
import type { CoxOrder } from './cox-order.ts';
import { maximisePartial, quadraticForm } from './partial-likelihood.ts';
import type { Likelihood } from './partial-likelihood.ts';

export interface ExactCoxFit {
  readonly coefficients: Float64Array;
  readonly covariance: Float64Array;
  readonly logLikelihood: readonly [number, number];
  readonly scoreTest: number;
  readonly likelihoodRatioTest: number;
  readonly waldTest: number;
  readonly degreesOfFreedom: number;
  readonly rows: number;
  readonly events: number;
  readonly iterations: number;
  readonly dependent: readonly number[];
  /** A sentence on each of them. */
  readonly notes: readonly string[];
  readonly names: readonly string[];
}

/**
 * Cox's model with tied times taken as truly discrete: at each, the chance that of all sets of as many people in the risk
 * set it was this one that had the event (Cox 1972), summed over sets by Gail, Lubin and Rubinstein's recursion (1981).
 * The time grows with the people at risk times the ties; no weights and no robust errors, as in R.
 *
 * @throws RangeError as `coxRegression`; for weights; for ties whose sets are too many for a number
 */
export function coxExact(data: CoxData): ExactCoxFit {
  if (data.weights !== undefined || data.cluster !== undefined) {
    throw new RangeError("Exact ties know no weights and no clusters; leave them out, or take Efron's rule.");
  }
  checkCox(data);
  const { columns, names } = data;
  const order = coxOrder(data);
  const { coefficients, atZero, model, factor, iterations } = maximisePartial(
    beta => exactLikelihood(order, beta),
    order.reach,
    names,
  );
  const covariance = choleskyInverse(factor);
  return {
    coefficients,
    covariance,
    logLikelihood: [atZero.logLikelihood, model.logLikelihood],
    scoreTest: quadraticForm(cholesky(atZero.information, columns), atZero.score),
    likelihoodRatioTest: 2 * (model.logLikelihood - atZero.logLikelihood),
    waldTest: quadraticForm(cholesky(covariance, columns), coefficients),
    degreesOfFreedom: columns - factor.dependent.length,
    rows: order.rows,
    events: order.events,
    iterations,
    dependent: factor.dependent,
    notes: sayDependent(factor.dependent, order.reach, names),
    names: Array.from(coefficients, (_, j) => nameOf(j, names)),
  };
}

function exactLikelihood(data: CoxOrder, beta: Float64Array): Likelihood {
  const { columns, values, stop, start, ties, strata } = data;
  let logLikelihood = 0;
  const score = new Float64Array(columns);
  const information = new Float64Array(columns * columns);
  const eta = (i: number): number => {
    let total = 0;
    for (let j = 0; j < columns; j++) total += values[i * columns + j] * beta[j];
    return total;
  };
  let tie = 0;
  let first = 0;
  for (const end of strata) {
    for (; tie < ties.count && ties.from[tie] < end; tie++) {
      const moment = stop[ties.from[tie]];
      const members: number[] = [];
      for (let i = first; i < ties.to[tie]; i++)
        if (start === undefined || start[i] < moment) members.push(i);
      const deaths = ties.deaths[tie];
      for (let i = ties.from[tie]; i < ties.from[tie] + deaths; i++) {
        logLikelihood += eta(i);
        for (let j = 0; j < columns; j++) score[j] += values[i * columns + j];
      }
      // A common factor of all risks changes no share; this one keeps the sums within range.
      const etas = members.map(eta);
      const most = etas.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
      const sets = sumOverSets(
        data,
        members,
        etas.map(one => Math.exp(one - most)),
        deaths,
      );
      if (!Number.isFinite(sets.total)) {
        throw new RangeError(
          `${deaths} of ${members.length} people had the event at time ${moment}: too many sets for exact ties. Take Efron's rule.`,
        );
      }
      logLikelihood -= Math.log(sets.total) + deaths * most;
      for (let j = 0; j < columns; j++) {
        const mean = sets.first[j] / sets.total;
        score[j] -= mean;
        for (let k = 0; k < columns; k++) {
          information[j * columns + k] +=
            sets.second[j * columns + k] / sets.total - (mean * sets.first[k]) / sets.total;
        }
      }
    }
    first = end;
  }
  return { logLikelihood, score, information };
}

/** The sum over all sets of `size` members of the product of their risks, and its two derivatives by the coefficients. */
function sumOverSets(
  { columns, values }: CoxOrder,
  members: readonly number[],
  risks: readonly number[],
  size: number,
): { total: number; first: Float64Array; second: Float64Array } {
  const square = columns * columns;
  const total = new Float64Array(size + 1);
  const first = new Float64Array((size + 1) * columns);
  const second = new Float64Array((size + 1) * square);
  total[0] = 1;
  members.forEach((member, seen) => {
    const r = risks[seen];
    const x = values.subarray(member * columns, (member + 1) * columns);
    for (let k = Math.min(size, seen + 1); k >= 1; k--) {
      const [own, less] = [k * columns, (k - 1) * columns];
      for (let j = 0; j < columns; j++) {
        for (let m = 0; m < columns; m++) {
          second[k * square + j * columns + m] +=
            r *
            (second[(k - 1) * square + j * columns + m] +
              x[j] * first[less + m] +
              x[m] * first[less + j] +
              x[j] * x[m] * total[k - 1]);
        }
      }
      for (let j = 0; j < columns; j++) first[own + j] += r * (first[less + j] + x[j] * total[k - 1]);
      total[k] += r * total[k - 1];
    }
  });
  return {
    total: total[size],
    first: first.slice(size * columns),
    second: second.slice(size * square),
  };
}
