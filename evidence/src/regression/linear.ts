import { sum } from '@throughcare/numerics';
import type { DesignMatrix } from '../design-matrix.ts';
import { centredDesign } from './centred-design.ts';
import { fitModel, requireColumn } from './regression-fit.ts';

/** A straight line fitted for its predictions. */
export interface Line {
  readonly coefficients: Float64Array;
}

/** Least squares of a measured outcome on the design, an outcome a row; in units of its spread, so none is too large. */
export function fitLine(design: DesignMatrix, y: ArrayLike<number>): Line {
  requireColumn('y', y, design.rows, () => true, 'finite');
  const own = Float64Array.from(y);
  const middle = sum(own) / own.length;
  const spread = own.reduce((most, value) => Math.max(most, Math.abs(value - middle)), 0) || 1;
  const rows = (from: number, count: number, eta: Float64Array, r: Float64Array, w: Float64Array): number => {
    let squares = 0;
    for (let i = 0; i < count; i++) {
      r[i] = (own[from + i] - middle) / spread - eta[i];
      w[i] = 1;
      squares += r[i] * r[i];
    }
    return squares;
  };
  const start = new Float64Array(design.columns);
  const { coefficients } = fitModel(centredDesign(design), { rows, start }, undefined, 'outcome');
  const inUnits = coefficients.map(value => value * spread);
  inUnits[0] += middle;
  return { coefficients: inUnits };
}
