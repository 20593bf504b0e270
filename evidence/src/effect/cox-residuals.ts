import type { CoxData, Ties } from './cox.ts';

/**
 * Each person's weighted score residuals (Therneau and Grambsch 2000, 4.5 and 7.2): what they add to the score by
 * their own event, less what their risk made expected at every event time up to theirs. `columns` a person.
 *
 * @param order people by falling time
 */
export function scoreResiduals(
  data: CoxData,
  order: Int32Array,
  beta: Float64Array,
  ties: Ties,
): Float64Array {
  const { columns, covariates, time, event } = data;
  const people = order.length;
  const weight = (i: number): number => (data.weights === undefined ? 1 : data.weights[i]);
  const risk = new Float64Array(people);
  for (let i = 0; i < people; i++) {
    let eta = 0;
    for (let j = 0; j < columns; j++) eta += covariates[i * columns + j] * beta[j];
    risk[i] = Math.exp(eta);
  }

  // Forwards in time the hazard adds up; the risk sets are known backwards, so their sums are kept first.
  const sum1 = new Float64Array(columns);
  let sum0 = 0;
  const sets: { from: number; to: number; sum0: number; sum1: Float64Array }[] = [];
  for (let from = 0; from < people;) {
    let to = from;
    for (; to < people && time[order[to]] === time[order[from]]; to++) {
      const i = order[to];
      sum0 += weight(i) * risk[i];
      for (let j = 0; j < columns; j++) sum1[j] += weight(i) * risk[i] * covariates[i * columns + j];
    }
    sets.push({ from, to, sum0, sum1: sum1.slice() });
    from = to;
  }

  const residuals = new Float64Array(people * columns);
  let hazard = 0;
  const hazardMean = new Float64Array(columns);
  const tied1 = new Float64Array(columns);
  for (const set of sets.reverse()) {
    let deaths = 0;
    let deathWeight = 0;
    let tied0 = 0;
    tied1.fill(0);
    for (let position = set.from; position < set.to; position++) {
      const i = order[position];
      if (event[i] !== 1) continue;
      deaths++;
      deathWeight += weight(i);
      tied0 += weight(i) * risk[i];
      for (let j = 0; j < columns; j++) tied1[j] += weight(i) * risk[i] * covariates[i * columns + j];
    }
    const shares = deaths === 0 ? 0 : ties === 'efron' ? deaths : 1;
    // What those who die here do not bear of this time's hazard, because Efron has partly taken them out.
    let spared = 0;
    const sparedMean = new Float64Array(columns);
    const ownMean = new Float64Array(columns);
    for (let share = 0; share < shares; share++) {
      const out = share / shares;
      const left = set.sum0 - out * tied0;
      const step = deathWeight / shares / left;
      hazard += step;
      spared += step * out;
      for (let j = 0; j < columns; j++) {
        const mean = (set.sum1[j] - out * tied1[j]) / left;
        hazardMean[j] += step * mean;
        sparedMean[j] += step * out * mean;
        ownMean[j] += mean / shares;
      }
    }
    for (let position = set.from; position < set.to; position++) {
      const i = order[position];
      const died = event[i] === 1;
      for (let j = 0; j < columns; j++) {
        const x = covariates[i * columns + j];
        const expected = died
          ? x * (hazard - spared) - (hazardMean[j] - sparedMean[j])
          : x * hazard - hazardMean[j];
        residuals[i * columns + j] = weight(i) * ((died ? x - ownMean[j] : 0) - risk[i] * expected);
      }
    }
  }
  return residuals;
}
