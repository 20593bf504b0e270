import { GROUP_NUMBERS } from '@throughcare/numerics';
import type { CoxOrder } from './cox-order.ts';
import type { CoxLikelihood } from './cox-likelihood.ts';

/** Vectors of each tie, `columns` a tie. With mean the covariates' mean in the risk set of each of its jumps: */
export interface TieVectors {
  /** The sum over jumps of hazard times mean. */
  readonly whole: Float64Array;
  /** The same, of what people with the event at the tie are spared. */
  readonly spared: Float64Array;
  /** The plain mean of the jumps' means. */
  readonly mean: Float64Array;
}

/** Walks the risk sets once more and keeps, for every tie, what residuals need. */
export function tieVectors(data: CoxOrder, { risk, hazard: { numbers } }: CoxLikelihood): TieVectors {
  const { columns, values, walk, ties } = data;
  const whole = new Float64Array(ties.count * columns);
  const spared = new Float64Array(ties.count * columns);
  const mean = new Float64Array(ties.count * columns);
  const sum = new Float64Array(columns);
  const tied = new Float64Array(columns);
  const add = (sign: number, position: number): void => {
    const r = sign * risk[position];
    const at = position * columns;
    for (let j = 0; j < columns; j++) sum[j] += r * values[at + j];
  };
  let step = 0;
  let tie = 0;
  let position = 0;
  for (const end of data.strata) {
    sum.fill(0);
    for (; tie < ties.count && ties.from[tie] < end; tie++) {
      const to = ties.to[tie];
      if (walk.rows === undefined || walk.signs === undefined) {
        for (; position < to; position++) add(1, position);
      } else {
        while (walk.rows[step] !== to - 1 || walk.signs[step] !== 1) {
          add(walk.signs[step], walk.rows[step]);
          step++;
        }
        add(1, walk.rows[step++]);
      }
      tied.fill(0);
      const deaths = ties.deaths[tie];
      const first = ties.from[tie];
      if (deaths > 1) {
        for (let i = first; i < first + deaths; i++) {
          const at = i * columns;
          for (let j = 0; j < columns; j++) tied[j] += risk[i] * values[at + j];
        }
      }
      const [c0, c1, a, f, b] = numbers.subarray(tie * GROUP_NUMBERS, (tie + 1) * GROUP_NUMBERS);
      const twice = b + a * f * f;
      for (let j = 0, at = tie * columns; j < columns; j++, at++) {
        whole[at] = a * (sum[j] - f * tied[j]);
        spared[at] = a * f * sum[j] - twice * tied[j];
        mean[at] = (c0 * sum[j] - c1 * tied[j]) / ties.eventWeight[tie];
      }
    }
    position = end;
    if (walk.rows !== undefined) step = stepsUntil(walk, step, end);
  }
  return { whole, spared, mean };
}

/** The first step of the stratum that begins at a position. */
function stepsUntil({ rows, signs }: CoxOrder['walk'], from: number, position: number): number {
  if (rows === undefined || signs === undefined) return from;
  let step = from;
  while (step < rows.length && !(signs[step] === 1 && rows[step] === position)) step++;
  return step;
}
