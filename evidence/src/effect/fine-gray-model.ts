import { matrixTimes, weightedSquare } from '@throughcare/numerics';
import { centred } from './centred-rows.ts';
import { levelColumns } from './partial-likelihood.ts';
import type { FineGrayData } from './fine-gray.ts';

/** People by rising time, with the chance of still being followed just before each distinct time. */
export interface LaidOut {
  readonly rows: number;
  readonly columns: number;
  /** The row of the data that stands at each position. */
  readonly order: Int32Array;
  /** Centred covariates, row after row, and the largest size of a value of each column. */
  readonly values: Float64Array;
  readonly reach: Float64Array;
  /** 1 the cause, 2 another cause, 0 censored. */
  readonly kind: Uint8Array;
  /** The number of each person's distinct time. */
  readonly moment: Int32Array;
  /** First person of each distinct time, and after the last the number of people. */
  readonly from: Int32Array;
  /** Kaplan-Meier estimate of not being censored, just before each distinct time. */
  readonly followed: Float64Array;
  readonly events: number;
}

export function layOut(data: FineGrayData, cause: number, order: Int32Array): LaidOut {
  const { columns, time } = data;
  const rows = order.length;
  const { values, reach } = centred(data, order);
  const kind = new Uint8Array(rows);
  const moment = new Int32Array(rows);
  const from: number[] = [];
  let events = 0;
  order.forEach((i, at) => {
    if (at === 0 || time[i] !== time[order[at - 1]]) from.push(at);
    moment[at] = from.length - 1;
    kind[at] = data.cause[i] === cause ? 1 : data.cause[i] > 0 ? 2 : 0;
    if (kind[at] === 1) events++;
  });
  const followed = new Float64Array(from.length);
  let chance = 1;
  from.forEach((first, m) => {
    followed[m] = chance;
    const end = from[m + 1] ?? rows;
    let censored = 0;
    for (let at = first; at < end; at++) if (kind[at] === 0) censored++;
    chance *= 1 - censored / (rows - first);
  });
  from.push(rows);
  return {
    rows,
    columns,
    order,
    values,
    reach,
    kind,
    moment,
    from: Int32Array.from(from),
    followed,
    events,
  };
}

/** The model at one set of coefficients. */
export interface FineGrayModel {
  readonly logLikelihood: number;
  readonly score: Float64Array;
  readonly information: Float64Array;
  /** exp(linear predictor) of each person. */
  readonly risk: Float64Array;
  /** At each distinct time: events of the cause, hazard added, and the mean covariates of the weighted risk set. */
  readonly count: Float64Array;
  readonly hazard: Float64Array;
  readonly means: Float64Array;
}

/** Log pseudo-likelihood, its gradient and its negative Hessian, by sums up to and from each distinct time. */
export function fineGrayModel(laid: LaidOut, beta: Float64Array): FineGrayModel {
  const { rows, columns, values, kind, moment, from, followed } = laid;
  const moments = followed.length;
  const eta = matrixTimes({ values, columns }, beta);
  const risk = eta.map(value => Math.exp(value));
  // Those still at risk, summed from the last time backwards; those gone by another cause, from the first forwards.
  const sum0 = new Float64Array(moments);
  const sum1 = new Float64Array(moments * columns);
  const count = new Float64Array(moments);
  const running = new Float64Array(columns);
  let total = 0;
  for (let m = moments - 1; m >= 0; m--) {
    for (let i = from[m]; i < from[m + 1]; i++) {
      total += risk[i];
      if (kind[i] === 1) count[m]++;
      for (let j = 0; j < columns; j++) running[j] += risk[i] * values[i * columns + j];
    }
    sum0[m] = total;
    sum1.set(running, m * columns);
  }
  total = 0;
  running.fill(0);
  for (let m = 0; m < moments; m++) {
    sum0[m] += followed[m] * total;
    for (let j = 0; j < columns; j++) sum1[m * columns + j] += followed[m] * running[j];
    for (let i = from[m]; i < from[m + 1]; i++) {
      if (kind[i] !== 2) continue;
      total += risk[i] / followed[m];
      for (let j = 0; j < columns; j++) running[j] += (risk[i] / followed[m]) * values[i * columns + j];
    }
  }
  const hazard = count.map((events, m) => (events > 0 ? events / sum0[m] : 0));
  // The sums become means where they stand.
  const means = sum1;
  for (let m = 0, at = 0; m < moments; m++) for (let j = 0; j < columns; j++, at++) means[at] /= sum0[m];

  // What everybody was expected to have: hazards up to their own time, and after another event those that follow,
  // in the measure in which they would still be followed.
  const upTo = new Float64Array(moments);
  const after = new Float64Array(moments);
  for (let m = 0, h = 0; m < moments; m++) upTo[m] = h += hazard[m];
  for (let m = moments - 1, h = 0; m >= 0; m--) {
    after[m] = h;
    h += hazard[m] * followed[m];
  }
  const expected = new Float64Array(rows);
  for (let i = 0; i < rows; i++) {
    const m = moment[i];
    expected[i] = risk[i] * (upTo[m] + (kind[i] === 2 ? after[m] / followed[m] : 0));
  }
  const score = new Float64Array(columns);
  let logLikelihood = 0;
  for (let i = 0; i < rows; i++) {
    const own = (kind[i] === 1 ? 1 : 0) - expected[i];
    if (kind[i] === 1) logLikelihood += eta[i];
    for (let j = 0; j < columns; j++) score[j] += own * values[i * columns + j];
  }
  for (let m = 0; m < moments; m++) if (count[m] > 0) logLikelihood -= count[m] * Math.log(sum0[m]);
  const people = weightedSquare({ values, columns }, expected);
  const ofMeans = weightedSquare({ values: means, columns }, count);
  const information = people.map((value, k) => value - ofMeans[k]);
  levelColumns(information, people, columns);
  return {
    logLikelihood,
    score,
    information,
    risk,
    count,
    hazard,
    means,
  };
}
