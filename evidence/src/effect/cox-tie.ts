import { GROUP_NUMBERS } from '@throughcare/numerics';
import type { CoxLikelihood } from './cox-likelihood.ts';
import type { CoxOrder } from './cox-order.ts';

/** Sums over covariates at one tie, a value for each column. With mean their mean in the risk set of each of its jumps: */
export interface TieSums {
  /** Risk times covariates, of everybody at risk and of those with the event. */
  readonly sum: Float64Array;
  readonly tied: Float64Array;
  /** The sum over jumps of hazard times mean. */
  readonly whole: Float64Array;
  /** The same, of what people with the event at the tie are spared. */
  readonly spared: Float64Array;
  /** The plain mean of the jumps' means. */
  readonly mean: Float64Array;
}

export function tieSums(columns: number): TieSums {
  const zeros = (): Float64Array => new Float64Array(columns);
  return { sum: zeros(), tied: zeros(), whole: zeros(), spared: zeros(), mean: zeros() };
}

/** Works out the last three from the first two and the tie's five numbers. */
export function finishTie(
  { sum, tied, whole, spared, mean }: TieSums,
  numbers: Float64Array,
  tie: number,
  eventWeight: number,
): void {
  const at = tie * GROUP_NUMBERS;
  const a = numbers[at + 2];
  const f = numbers[at + 3];
  const twice = numbers[at + 4] + a * f * f;
  for (let j = 0; j < sum.length; j++) {
    whole[j] = a * (sum[j] - f * tied[j]);
    spared[j] = a * f * sum[j] - twice * tied[j];
    mean[j] = (numbers[at] * sum[j] - numbers[at + 1] * tied[j]) / eventWeight;
  }
}

/** Hazard times mean covariates at each tie of one stratum, `columns` a tie, from the latest on. */
export function hazardTimesMeans(data: CoxOrder, model: CoxLikelihood, stratum: number): Float64Array {
  const { columns, values, event, start, byStart, stop, strata, ties } = data;
  const { risk, hazard } = model;
  const [firstPosition, firstTie] = stratum === 0 ? [0, 0] : [strata[stratum - 1], ties.strata[stratum - 1]];
  const lastTie = ties.strata[stratum];
  const found = new Float64Array((lastTie - firstTie) * columns);
  const sums = tieSums(columns);
  const add = (into: Float64Array, position: number, sign: number): void => {
    for (let j = 0; j < columns; j++) into[j] += sign * risk[position] * values[position * columns + j];
  };
  let position = firstPosition;
  let gone = firstPosition;
  for (let tie = firstTie; tie < lastTie; tie++) {
    sums.tied.fill(0);
    for (; position < ties.to[tie]; position++) {
      add(sums.sum, position, 1);
      if (event[position] === 1 && position >= ties.from[tie]) add(sums.tied, position, 1);
    }
    if (start !== undefined && byStart !== undefined) {
      for (; gone < strata[stratum] && start[byStart[gone]] >= stop[ties.from[tie]]; gone++) {
        add(sums.sum, byStart[gone], -1);
      }
    }
    finishTie(sums, hazard.numbers, tie, ties.eventWeight[tie]);
    found.set(sums.whole, (tie - firstTie) * columns);
  }
  return found;
}
