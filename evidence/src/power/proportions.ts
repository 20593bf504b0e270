import { normalCdf, normalQuantile } from '@throughcare/numerics';
import { requireBetween, requirePositive } from './checks.ts';

/** What a comparison of two risks would need. */
export interface PowerQuestion {
  /** Risk in the second (comparison) arm. */
  readonly baselineRisk: number;
  /** The difference of risks to be found, as a positive number; or `risk`, the first arm's. */
  readonly difference?: number;
  readonly risk?: number;
  /** People in the second arm for each one in the first. */
  readonly ratio?: number;
  /** How many people one equally weighted person is worth in each arm (n over effective n); 1 without weights. */
  readonly designEffects?: readonly [number, number];
  readonly power?: number;
  readonly level?: number;
}

/**
 * People needed in the first arm for a two-sided test of two proportions (Fleiss, Levin and Paik 2003, 4.2,
 * without continuity correction; with ratio 1 and no weights it is R's power.prop.test). The first arm's risk is
 * taken below the baseline where it can be, else above it.
 */
export function peopleNeeded(question: PowerQuestion): number {
  const { baselineRisk: p0, risk, ratio = 1, designEffects = [1, 1], power = 0.8, level = 0.95 } = question;
  requireBetween({ baselineRisk: p0, power, level });
  const difference = question.difference ?? Math.abs((risk ?? p0) - p0);
  requirePositive({
    difference,
    ratio,
    'first design effect': designEffects[0],
    'second design effect': designEffects[1],
  });
  const p1 = risk ?? (p0 - difference > 0 ? p0 - difference : p0 + difference);
  if (!(p1 > 0)) throw new RangeError(`risk was ${p1}; it must lie between 0 and 1.`);
  if (p1 >= 1) throw new RangeError(`a difference of ${difference} from a risk of ${p0} leaves 0 to 1.`);
  const [d1, d0] = designEffects;
  const pooled = (p1 + ratio * p0) / (1 + ratio);
  const underNull = Math.sqrt(pooled * (1 - pooled) * (d1 + d0 / ratio));
  const underDifference = Math.sqrt(p1 * (1 - p1) * d1 + (p0 * (1 - p0) * d0) / ratio);
  const z = normalQuantile((1 + level) / 2) * underNull + normalQuantile(power) * underDifference;
  return (z / (p1 - p0)) ** 2;
}

/** The power that `n` people of the first and of the second arm give, of two risks, two-sided, by the same formula. */
export function powerOfProportions(
  n: readonly [number, number],
  risk: readonly [number, number],
  level = 0.95,
  designEffects: readonly [number, number] = [1, 1],
): number {
  const [n1, n0] = n;
  const [p1, p0] = risk;
  if (!(n1 > 0 && n0 > 0 && Number.isFinite(n1 + n0))) {
    throw new RangeError(`n was ${n.join(' and ')}; each arm needs people.`);
  }
  if (!risk.every(p => p >= 0 && p <= 1)) {
    throw new RangeError(`risk was ${risk.join(' and ')}; a risk lies from 0 to 1.`);
  }
  requireBetween({ level });
  requirePositive({ 'first design effect': designEffects[0], 'second design effect': designEffects[1] });
  const [d1, d0] = designEffects;
  const pooled = (n1 * p1 + n0 * p0) / (n1 + n0);
  const underNull = Math.sqrt(pooled * (1 - pooled) * (d1 / n1 + d0 / n0));
  const underDifference = Math.sqrt((p1 * (1 - p1) * d1) / n1 + (p0 * (1 - p0) * d0) / n0);
  const reach = normalQuantile((1 + level) / 2) * underNull;
  const over = Math.abs(p1 - p0) - reach;
  // Risks of 0 and 1 leave nothing to chance.
  if (underDifference === 0) return over > 0 ? 1 : 0;
  return normalCdf(over / underDifference);
}
