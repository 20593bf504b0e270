import { normalCdf, normalDensity } from '@throughcare/numerics';
import type { RowModel } from './maximise.ts';

/**
 * The probit model of 0/1 values: probability Phi(eta), written into `probability`. With s = 1 where it happened and -1
 * elsewhere, and m = phi(eta) / Phi(s eta), the derivative is s m and minus the second m (m + s eta).
 */
export function probitRows(happened: Uint8Array, probability: Float64Array): RowModel {
  return (from, count, eta, r, w) => {
    let deviance = 0;
    for (let i = 0; i < count; i++) {
      const sign = happened[from + i] === 1 ? 1 : -1;
      const signed = sign * eta[i];
      const share = normalCdf(signed);
      const mills = millsRatio(signed, share);
      probability[from + i] = sign === 1 ? share : normalCdf(eta[i]);
      r[i] = sign * mills;
      w[i] = Math.max(0, mills * (mills + signed));
      deviance -= 2 * (signed < FAR ? logDensity(signed) - Math.log(mills) : Math.log(share));
    }
    return deviance;
  };
}

/** Below this Phi is too small to divide by. */
const FAR = -36;

const logDensity = (x: number): number => -(x * x + Math.log(2 * Math.PI)) / 2;

/** phi(x) / Phi(x); far below 0 by the asymptotic series. */
function millsRatio(x: number, share: number): number {
  if (x >= FAR) return normalDensity(x) / share;
  const square = x * x;
  return -x / (1 - 1 / square + 3 / (square * square));
}

/** phi^2 / (Phi (1 - Phi)), the expected information of a row, from the linear predictor. */
export function probitInformation(eta: number): number {
  const [lower, upper] = [normalCdf(eta), normalCdf(-eta)];
  const density = normalDensity(eta);
  return lower === 0 || upper === 0 ? 0 : (density / lower) * (density / upper);
}
