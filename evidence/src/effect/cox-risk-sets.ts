import type { CoxData, Ties } from './cox.ts';

export interface RiskSetTotals {
  readonly logLikelihood: number;
  readonly score: Float64Array;
  /** Lower triangle and diagonal, row after row. */
  readonly information: Float64Array;
}

/**
 * Goes through the people from the latest time to the earliest, building each risk set by adding to the last one,
 * and sums the log partial likelihood, its gradient and its negative Hessian.
 *
 * @param order people by falling time
 */
export function accumulateRiskSets(
  data: CoxData,
  order: Int32Array,
  beta: Float64Array,
  ties: Ties,
): RiskSetTotals {
  const { columns, covariates, time, event } = data;
  const score = new Float64Array(columns);
  const information = new Float64Array(columns * columns);
  const sum1 = new Float64Array(columns);
  const sum2 = new Float64Array(columns * columns);
  const tied1 = new Float64Array(columns);
  const tied2 = new Float64Array(columns * columns);
  const mean = new Float64Array(columns);
  let sum0 = 0;
  let logLikelihood = 0;
  for (let from = 0; from < order.length;) {
    tied1.fill(0);
    tied2.fill(0);
    let tied0 = 0;
    let deaths = 0;
    let deathWeight = 0;
    let to = from;
    for (; to < order.length && time[order[to]] === time[order[from]]; to++) {
      const i = order[to];
      const at = i * columns;
      const weight = data.weights === undefined ? 1 : data.weights[i];
      let eta = 0;
      for (let j = 0; j < columns; j++) eta += covariates[at + j] * beta[j];
      const risk = weight * Math.exp(eta);
      const isDeath = event[i] === 1;
      sum0 += risk;
      if (isDeath) {
        deaths++;
        deathWeight += weight;
        tied0 += risk;
        logLikelihood += weight * eta;
      }
      for (let j = 0; j < columns; j++) {
        const x = covariates[at + j];
        sum1[j] += risk * x;
        if (isDeath) {
          tied1[j] += risk * x;
          score[j] += weight * x;
        }
        for (let k = 0; k <= j; k++) {
          const product = risk * x * covariates[at + k];
          sum2[j * columns + k] += product;
          if (isDeath) tied2[j * columns + k] += product;
        }
      }
    }
    // Efron takes the deaths of a tie out of the risk set one share after another; Breslow leaves them all in.
    const shares = deaths === 0 ? 0 : ties === 'efron' ? deaths : 1;
    for (let share = 0; share < shares; share++) {
      const out = share / shares;
      const weight = deathWeight / shares;
      const left = sum0 - out * tied0;
      logLikelihood -= weight * Math.log(left);
      for (let j = 0; j < columns; j++) mean[j] = (sum1[j] - out * tied1[j]) / left;
      for (let j = 0; j < columns; j++) {
        score[j] -= weight * mean[j];
        for (let k = 0; k <= j; k++) {
          const at = j * columns + k;
          information[at] += weight * ((sum2[at] - out * tied2[at]) / left - mean[j] * mean[k]);
        }
      }
    }
    from = to;
  }
  return { logLikelihood, score, information };
}
