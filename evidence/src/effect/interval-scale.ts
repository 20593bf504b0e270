import { normalQuantile } from '@throughcare/numerics';

/** The scale on which a probability's interval is symmetric. */
export type IntervalKind = 'plain' | 'log' | 'log-log';

/**
 * The interval of a probability strictly between 0 and 1, kept within them, as R's survfit gives it.
 *
 * @param error its standard error
 * @param z how many standard errors it reaches
 */
export function probabilityLimits(
  probability: number,
  error: number,
  z: number,
  scale: IntervalKind,
): readonly [number, number] {
  switch (scale) {
    case 'plain':
      return [Math.max(0, probability - z * error), Math.min(1, probability + z * error)];
    case 'log': {
      const factor = Math.exp((z * error) / probability);
      return [probability / factor, Math.min(1, probability * factor)];
    }
    case 'log-log': {
      const log = Math.log(probability);
      const reach = Math.exp((z * error) / (probability * log));
      return [Math.exp(log / reach), Math.exp(log * reach)];
    }
  }
}

/** How many standard errors an interval of this level reaches. */
export function normalReach(level: number): number {
  if (!(level > 0 && level < 1)) {
    throw new RangeError(`level was ${level}; it must lie between 0 and 1, such as 0.95.`);
  }
  return normalQuantile((1 + level) / 2);
}
