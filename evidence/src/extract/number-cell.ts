/** Powers of ten that are doubles without rounding. */
const TENS = Float64Array.from({ length: 23 }, (_, k) => Number(`1e${k}`));
const WHOLE = /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/;

/**
 * The number written in bytes `from` to `to - 1`, the same double as `Number()` gives for the text; NaN for what is no
 * decimal number (hexadecimal, "1,5", "Infinity", nothing). Up to 15 digits with up to 22 places are one exact division
 * (Clinger 1990); anything longer goes through `Number()`.
 */
export function numberIn(bytes: Uint8Array, from: number, to: number): number {
  let at = from;
  const negative = bytes[at] === 0x2d;
  if (negative || bytes[at] === 0x2b) at++;
  let digits = 0;
  let value = 0;
  let places = 0;
  let point = false;
  for (; at < to; at++) {
    const digit = bytes[at] - 0x30;
    if (digit >= 0 && digit <= 9) {
      value = value * 10 + digit;
      digits++;
      if (point) places++;
    } else if (bytes[at] === 0x2e && !point) point = true;
    else return slowly(bytes, from, to);
  }
  if (digits === 0) return Number.NaN;
  if (digits > 15) return slowly(bytes, from, to);
  const size = value / TENS[places];
  return negative ? -size : size;
}

function slowly(bytes: Uint8Array, from: number, to: number): number {
  const text = latin(bytes, from, to);
  return WHOLE.test(text) ? Number(text) : Number.NaN;
}

function latin(bytes: Uint8Array, from: number, to: number): string {
  let text = '';
  for (let at = from; at < to; at++) text += String.fromCodePoint(bytes[at]);
  return text;
}
