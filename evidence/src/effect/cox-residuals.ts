import type { CoxFit } from './cox.ts';
import type { CoxLikelihood } from './cox-likelihood.ts';
import type { CoxOrder } from './cox-order.ts';
import { tieVectors } from './cox-tie-sums.ts';

/**
 * Each row's weighted score residuals (Therneau and Grambsch 2000, 4.5 and 7.2): what it adds to the score by its own
 * event, less what its risk made expected while it was at risk. `columns` a position of the order; they add up to 0 at
 * the estimate.
 */
export function scoreResiduals(data: CoxOrder, model: CoxLikelihood): Float64Array {
  const { rows, columns, values, event, weight, stop, start, byStart, ties } = data;
  const { risk, expected } = model;
  const { whole, spared, mean } = tieVectors(data, model);
  const residuals = new Float64Array(rows * columns);
  const total = new Float64Array(columns);
  const add = (position: number, sums: Float64Array, from: number, factor: number): void => {
    const at = position * columns;
    for (let j = 0; j < columns; j++) residuals[at + j] += factor * sums[from + j];
  };
  let lastTie = 0;
  let firstPosition = 0;
  data.strata.forEach((end, s) => {
    let position = end - 1;
    let late = end - 1;
    total.fill(0);
    for (let tie = ties.strata[s] - 1; tie >= lastTie; tie--) {
      for (; position >= ties.to[tie]; position--) add(position, total, 0, risk[position]);
      if (start !== undefined && byStart !== undefined) {
        const moment = stop[ties.from[tie]];
        for (; late >= firstPosition && start[byStart[late]] < moment; late--) {
          add(byStart[late], total, 0, -risk[byStart[late]]);
        }
      }
      const own = tie * columns;
      for (let j = 0; j < columns; j++) total[j] += whole[own + j];
      for (; position >= ties.from[tie]; position--) {
        add(position, total, 0, risk[position]);
        if (event[position] === 0) continue;
        if (ties.deaths[tie] > 1) add(position, spared, own, -risk[position]);
        add(position, mean, own, -weight[position]);
      }
    }
    for (; position >= firstPosition; position--) add(position, total, 0, risk[position]);
    if (byStart !== undefined) {
      for (; late >= firstPosition; late--) add(byStart[late], total, 0, -risk[byStart[late]]);
    }
    lastTie = ties.strata[s];
    firstPosition = end;
  });
  for (let i = 0, at = 0; i < rows; i++) {
    const own = event[i] * weight[i] - expected[i];
    for (let j = 0; j < columns; j++, at++) residuals[at] += own * values[at];
  }
  return residuals;
}

/**
 * How far each coefficient would move without each row (R's dfbeta, weighted): score residuals times the model's
 * covariance, `columns` a row, in the order of the data.
 */
export function coxInfluence({ data, model, covariance }: CoxFit): Float64Array {
  const { rows, columns, order } = data;
  const residuals = scoreResiduals(data, model);
  const influence = new Float64Array(rows * columns);
  for (let position = 0; position < rows; position++) {
    const to = order[position] * columns;
    for (let j = 0; j < columns; j++) {
      let total = 0;
      for (let k = 0; k < columns; k++)
        total += residuals[position * columns + k] * covariance[k * columns + j];
      influence[to + j] = total;
    }
  }
  return influence;
}
