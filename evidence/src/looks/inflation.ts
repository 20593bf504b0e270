import { normalQuantile } from '@throughcare/numerics';
import { stoppingChances } from './boundaries.ts';

/**
 * How many times as many people (or events) a study with these looks needs at the last of them as one with a single look
 * of the same power and error (Jennison and Turnbull 2000, chapter 2). It usually stops earlier.
 *
 * @param looks boundaries at shares of information, the last 1
 */
export function inflationOfLooks(
  looks: readonly { readonly information: number; readonly z: number }[],
  power = 0.8,
  alpha = 0.05,
): number {
  if (!(alpha > 0 && power > alpha && power < 1)) {
    throw new RangeError(`power was ${power} and alpha ${alpha}; 0 < alpha < power < 1 is needed.`);
  }
  const single = normalQuantile(1 - alpha / 2) + normalQuantile(power);
  const powerAt = (drift: number): number =>
    stoppingChances(looks, drift).reduce((total, { above }) => total + above, 0);
  let low = 0;
  let high = 2 * single;
  if (!(powerAt(high) > power)) {
    throw new RangeError(
      `The looks reach a power of ${power} at no number of people under four times that of a single look.`,
    );
  }
  while (high - low > 1e-9 * high) {
    const drift = (low + high) / 2;
    if (powerAt(drift) < power) low = drift;
    else high = drift;
  }
  return (high / single) ** 2;
}
