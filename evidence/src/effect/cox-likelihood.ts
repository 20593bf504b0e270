import { BLOCK, GROUP_NUMBERS, matrixTimes, runningSums, weightedSquare } from '@throughcare/numerics';
import type { RunningSums } from '@throughcare/numerics';
import { coxHazard, sumWhileAtRisk } from './cox-hazard.ts';
import type { CoxHazard, Ties } from './cox-hazard.ts';
import type { CoxOrder } from './cox-order.ts';
import { levelColumns } from './partial-likelihood.ts';

/** The model at one set of coefficients. */
export interface CoxLikelihood {
  readonly logLikelihood: number;
  readonly score: Float64Array;
  /** `columns` x `columns`, symmetric. */
  readonly information: Float64Array;
  readonly hazard: CoxHazard;
  /** Weight times exp(linear predictor) of each position. */
  readonly risk: Float64Array;
  /** What each position was expected to have: risk times the hazard it was exposed to. */
  readonly expected: Float64Array;
}

/**
 * Log partial likelihood, its gradient and its negative Hessian. Summed over jumps, the covariates' second moments in
 * the risk sets are one sum over people, each weighted by what they were expected to have: X' diag(expected) X, less
 * the squares of the jumps' means. So no matrix is carried through the risk sets.
 *
 * @param workspace arrays of the model before, which it may write over
 */
export function coxLikelihood(
  data: CoxOrder,
  beta: Float64Array,
  rule: Ties,
  workspace = coxWorkspace(data),
): CoxLikelihood {
  const { rows, columns, event, weight } = data;
  const risk = matrixTimes(data, beta, workspace.risk);
  let logLikelihood = 0;
  for (let from = 0; from < rows; from += BLOCK) {
    const to = Math.min(from + BLOCK, rows);
    let block = 0;
    for (let i = from; i < to; i++) {
      const eta = risk[i];
      if (event[i] === 1) block += weight[i] * eta;
      risk[i] = weight[i] * Math.exp(eta);
    }
    logLikelihood += block;
  }
  const hazard = coxHazard(data, risk, rule, workspace.numbers);
  const { numbers } = hazard;
  const expected = sumWhileAtRisk(
    data,
    tie => numbers[tie * GROUP_NUMBERS],
    tie => numbers[tie * GROUP_NUMBERS + 1],
    workspace.expected,
  );
  for (let i = 0; i < rows; i++) expected[i] *= risk[i];
  const { gained, groups, square } = riskSetSums(data, risk, numbers, expected);
  const information = square.map((value, k) => value - groups[k]);
  levelColumns(information, square, columns);
  return {
    logLikelihood: logLikelihood - hazard.logTotals,
    score: data.eventSums.map((sum, j) => sum - gained[j]),
    information,
    hazard,
    risk,
    expected,
  };
}

/** The long arrays of a model. */
export interface CoxWorkspace {
  readonly risk: Float64Array;
  readonly expected: Float64Array;
  readonly numbers: Float64Array;
}

export function coxWorkspace({ rows, ties }: CoxOrder): CoxWorkspace {
  return {
    risk: new Float64Array(rows),
    expected: new Float64Array(rows),
    numbers: new Float64Array(ties.count * GROUP_NUMBERS),
  };
}

/** One walk over the risk sets with five numbers for each tie, and X' diag(exposed) X. */
export function riskSetSums(
  data: CoxOrder,
  risk: Float64Array,
  numbers: Float64Array,
  exposed: Float64Array,
): RunningSums {
  const { marks, rows, signs } = data.walk;
  if (rows === undefined || signs === undefined) {
    return runningSums(data, { r: risk, marks, numbers }, exposed);
  }
  const r = new Float64Array(rows.length);
  for (let k = 0; k < r.length; k++) r[k] = signs[k] * risk[rows[k]];
  return { ...runningSums(data, { r, marks, numbers, rows }), square: weightedSquare(data, exposed) };
}
