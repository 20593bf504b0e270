import type { CoxLikelihood } from './cox-likelihood.ts';
import type { CoxOrder } from './cox-order.ts';

/**
 * Each row's weighted score residuals (Therneau and Grambsch 2000, 4.5 and 7.2): what it adds to the score by its own
 * event, less what its risk made expected while it was at risk. `columns` a position of the order; they add up to 0 at
 * the estimate.
 */
export function scoreResiduals(data: CoxOrder, { jumps, risk, expected }: CoxLikelihood): Float64Array {
  const { rows, columns, values, event, weight, stop, start, byStart } = data;
  const residuals = new Float64Array(rows * columns);
  const total = new Float64Array(columns);
  const whole = new Float64Array(columns);
  const spared = new Float64Array(columns);
  const ownMean = new Float64Array(columns);
  const add = (position: number, sums: Float64Array, sign: number): void => {
    const at = position * columns;
    const r = sign * risk[position];
    for (let j = 0; j < columns; j++) residuals[at + j] += r * sums[j];
  };
  let lastTie = 0;
  let firstPosition = 0;
  data.strata.forEach((end, s) => {
    let position = end - 1;
    let late = end - 1;
    total.fill(0);
    for (let tie = jumps.strata[s] - 1; tie >= lastTie; tie--) {
      const moment = stop[jumps.from[tie]];
      for (; position >= jumps.to[tie]; position--) add(position, total, 1);
      if (start !== undefined && byStart !== undefined) {
        for (; late >= firstPosition && start[byStart[late]] < moment; late--) add(byStart[late], total, -1);
      }
      whole.fill(0);
      spared.fill(0);
      ownMean.fill(0);
      const shares = jumps.first[tie + 1] - jumps.first[tie];
      for (let jump = jumps.first[tie]; jump < jumps.first[tie + 1]; jump++) {
        for (let j = 0; j < columns; j++) {
          const mean = jumps.means[jump * columns + j];
          whole[j] += jumps.hazard[jump] * mean;
          spared[j] += jumps.out[jump] * jumps.hazard[jump] * mean;
          ownMean[j] += mean / shares;
        }
      }
      for (let j = 0; j < columns; j++) total[j] += whole[j];
      for (; position >= jumps.from[tie]; position--) {
        add(position, total, 1);
        if (event[position] !== 1) continue;
        add(position, spared, -1);
        const at = position * columns;
        for (let j = 0; j < columns; j++) residuals[at + j] -= weight[position] * ownMean[j];
      }
    }
    for (; position >= firstPosition; position--) add(position, total, 1);
    if (byStart !== undefined) for (; late >= firstPosition; late--) add(byStart[late], total, -1);
    lastTie = jumps.strata[s];
    firstPosition = end;
  });
  for (let i = 0, at = 0; i < rows; i++) {
    const own = (event[i] === 1 ? weight[i] : 0) - expected[i];
    for (let j = 0; j < columns; j++, at++) residuals[at] += own * values[at];
  }
  return residuals;
}
