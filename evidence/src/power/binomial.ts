import { logGamma } from '@throughcare/numerics';

/** ln 0!, ln 1!, ... ln n!. */
export function logFactorials(n: number): Float64Array {
  return Float64Array.from({ length: n + 1 }, (_, k) => logGamma(k + 1));
}

/** The chances of 0 to n events of n people, each with risk `p` from 0 to 1. */
export function binomialChances(n: number, p: number, logs = logFactorials(n)): Float64Array {
  return Float64Array.from({ length: n + 1 }, (_, x) => {
    if (p === 0) return x === 0 ? 1 : 0;
    if (p === 1) return x === n ? 1 : 0;
    return Math.exp(logs[n] - logs[x] - logs[n - x] + x * Math.log(p) + (n - x) * Math.log1p(-p));
  });
}
