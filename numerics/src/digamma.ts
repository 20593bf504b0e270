/**
 * The logarithmic derivative of the gamma function, x > 0: recurrence up to 12, then the asymptotic series (Abramowitz
 * and Stegun 6.3.18). Absolute error about 1e-15 above 1; NaN for NaN or x at 0 or below.
 */
export function digamma(x: number): number {
  if (!(x > 0)) return Number.NaN;
  let value = 0;
  let at = x;
  for (; at < 12; at++) value -= 1 / at;
  const inverse = 1 / (at * at);
  const series =
    1 / 12 -
    inverse *
      (1 / 120 - inverse * (1 / 252 - inverse * (1 / 240 - inverse * (1 / 132 - (inverse * 691) / 32760))));
  return value + Math.log(at) - 0.5 / at - inverse * series;
}

/** Its derivative, x > 0, in the same way (6.4.12). Relative error about 1e-15; NaN for NaN or x at 0 or below. */
export function trigamma(x: number): number {
  if (!(x > 0)) return Number.NaN;
  let value = 0;
  let at = x;
  for (; at < 12; at++) value += 1 / (at * at);
  const inverse = 1 / (at * at);
  const series =
    1 / 6 -
    inverse *
      (1 / 30 - inverse * (1 / 42 - inverse * (1 / 30 - inverse * (5 / 66 - (inverse * 691) / 2730))));
  return value + 1 / at + inverse / 2 + (inverse / at) * series;
}
