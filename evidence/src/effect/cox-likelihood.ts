import { BLOCK, matrixTimes, rowSums, weightedSquare } from '@throughcare/numerics';
import { coxJumps, sumWhileAtRisk } from './cox-jumps.ts';
import type { CoxJumps, Ties } from './cox-jumps.ts';
import type { CoxOrder } from './cox-order.ts';

/** The model at one set of coefficients. */
export interface CoxLikelihood {
  readonly logLikelihood: number;
  readonly score: Float64Array;
  /** `columns` x `columns`, symmetric. */
  readonly information: Float64Array;
  readonly jumps: CoxJumps;
  /** Weight times exp(linear predictor) of each position. */
  readonly risk: Float64Array;
  /** What each position was expected to have: risk times the hazard it was exposed to. */
  readonly expected: Float64Array;
}

/**
 * Log partial likelihood, its gradient and its negative Hessian. Summed over jumps, the covariates' second moments in
 * the risk sets are one sum over people, each weighted by what they were expected to have: X' diag(expected) X, less
 * the jumps' means. So no matrix is carried through the risk sets.
 */
export function coxLikelihood(data: CoxOrder, beta: Float64Array, rule: Ties): CoxLikelihood {
  const { rows, columns, values, event, weight } = data;
  const eta = matrixTimes({ values, columns }, beta);
  const risk = new Float64Array(rows);
  let logLikelihood = 0;
  for (let from = 0; from < rows; from += BLOCK) {
    let block = 0;
    for (let i = from; i < Math.min(from + BLOCK, rows); i++) {
      risk[i] = weight[i] * Math.exp(eta[i]);
      if (event[i] === 1) block += weight[i] * eta[i];
    }
    logLikelihood += block;
  }
  const jumps = coxJumps(data, risk, rule);
  const expected = sumWhileAtRisk(data, jumps, jumps.hazard);
  for (let i = 0; i < rows; i++) expected[i] *= risk[i];
  const none = new Float64Array(columns);
  const { cross, square } = rowSums(data, none, (from, count, _, r, w) => {
    for (let i = 0; i < count; i++) {
      w[i] = expected[from + i];
      r[i] = (event[from + i] === 1 ? weight[from + i] : 0) - w[i];
    }
  });
  const ofMeans = weightedSquare({ values: jumps.means, columns }, jumps.weight);
  return {
    logLikelihood: logLikelihood - jumps.logTotals,
    score: cross,
    information: square.map((value, k) => value - ofMeans[k]),
    jumps,
    risk,
    expected,
  };
}
