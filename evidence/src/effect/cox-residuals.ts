import type { CoxFit } from './cox.ts';
import type { CoxLikelihood } from './cox-likelihood.ts';
import type { CoxOrder } from './cox-order.ts';
import { finishTie, tieSums } from './cox-tie.ts';

/**
 * Each row's weighted score residuals (Therneau and Grambsch 2000, 4.5 and 7.2): what it adds to the score by its own
 * event, less what its risk made expected while it was at risk. `columns` a position of the order; they add up to 0 at
 * the estimate.
 *
 * From the latest time to the earliest, with B the sum over ties so far of hazard times mean covariates: a row at risk
 * in (start, stop] has B at its start less B at its stop of it.
 */
export function scoreResiduals(data: CoxOrder, model: CoxLikelihood): Float64Array {
  const { rows, columns, values, event, weight, stop, start, byStart, ties } = data;
  const { risk, expected } = model;
  const residuals = new Float64Array(rows * columns);
  const sums = tieSums(columns);
  const { sum, tied, whole, spared, mean } = sums;
  const passed = new Float64Array(columns);
  const arrive = (position: number): void => {
    const r = risk[position];
    const own = event[position] * weight[position] - expected[position];
    for (let j = 0, at = position * columns; j < columns; j++, at++) {
      const x = values[at];
      sum[j] += r * x;
      residuals[at] = own * x - r * passed[j];
    }
  };
  const leave = (position: number): void => {
    const r = risk[position];
    for (let j = 0, at = position * columns; j < columns; j++, at++) {
      sum[j] -= r * values[at];
      residuals[at] += r * passed[j];
    }
  };
  let tie = 0;
  let position = 0;
  for (const end of data.strata) {
    sum.fill(0);
    passed.fill(0);
    const first = position;
    let gone = first;
    for (; tie < ties.count && ties.from[tie] < end; tie++) {
      const from = ties.from[tie];
      while (position < ties.to[tie]) arrive(position++);
      if (start !== undefined && byStart !== undefined) {
        for (; gone < end && start[byStart[gone]] >= stop[from]; gone++) leave(byStart[gone]);
      }
      const dead = from + ties.deaths[tie];
      tied.fill(0);
      if (ties.deaths[tie] > 1) {
        for (let i = from; i < dead; i++) {
          for (let j = 0; j < columns; j++) tied[j] += risk[i] * values[i * columns + j];
        }
      }
      finishTie(sums, model.hazard.numbers, tie, ties.eventWeight[tie]);
      for (let i = from; i < dead; i++) {
        for (let j = 0, at = i * columns; j < columns; j++, at++) {
          residuals[at] -= risk[i] * spared[j] + weight[i] * mean[j];
        }
      }
      for (let j = 0; j < columns; j++) passed[j] += whole[j];
    }
    while (position < end) arrive(position++);
    for (; gone < end; gone++) leave(byStart === undefined ? gone : byStart[gone]);
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
