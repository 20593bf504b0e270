import type { RowModel } from './maximise.ts';

/** Factors between 1 and 2 that can be multiplied without harm before their logarithm is taken. */
const FACTORS = 64;

/**
 * The logistic model of 0/1 values: log odds eta. Writes each row's probability into `probability`. The deviance is
 * exact, not up to a constant: minus twice the log-likelihood.
 *
 * @param weights how many times each row counts; without them once
 */
export function logitRows(happened: Uint8Array, probability: Float64Array, weights?: Float64Array): RowModel {
  return weights ? weightedRows(happened, probability, weights) : plainRows(happened, probability);
}

function plainRows(happened: Uint8Array, probability: Float64Array): RowModel {
  return (from, count, eta, r, w) => {
    // -log p of what happened is log(1 + exp(-|eta|)), and |eta| more where the likelier did not happen.
    let deviance = 0;
    let product = 1;
    for (let i = 0; i < count; i++) {
      const x = eta[i];
      const y = happened[from + i];
      const small = Math.exp(x < 0 ? x : -x);
      const large = 1 / (1 + small);
      const p = x < 0 ? small * large : large;
      probability[from + i] = p;
      r[i] = y - p;
      w[i] = small * large * large;
      if (x < 0 === (y === 1)) deviance += x < 0 ? -x : x;
      product *= 1 + small;
      if ((i & (FACTORS - 1)) === FACTORS - 1) {
        deviance += Math.log(product);
        product = 1;
      }
    }
    return 2 * (deviance + Math.log(product));
  };
}

function weightedRows(happened: Uint8Array, probability: Float64Array, weights: Float64Array): RowModel {
  return (from, count, eta, r, w) => {
    let deviance = 0;
    for (let i = 0; i < count; i++) {
      const x = eta[i];
      const y = happened[from + i];
      const weight = weights[from + i];
      const small = Math.exp(x < 0 ? x : -x);
      const large = 1 / (1 + small);
      const p = x < 0 ? small * large : large;
      probability[from + i] = p;
      r[i] = weight * (y - p);
      w[i] = weight * small * large * large;
      deviance += weight * (Math.log1p(small) + (x < 0 === (y === 1) ? Math.abs(x) : 0));
    }
    return 2 * deviance;
  };
}
