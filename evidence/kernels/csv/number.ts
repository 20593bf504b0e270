import { MINUS, PLUS, POINT, ZERO } from './bytes';

let tens: usize = 0;
let fives: usize = 0;

/** The powers that numbers need: 10^0 to 10^22, and 5^-80 to 5^40 as 128 bits each, high half first. */
export function powers(tensAt: usize, fivesAt: usize): void {
  tens = tensAt;
  fives = fivesAt;
}

/** 10^power, for powers up to 22. */
export function tenTo(power: usize): f64 {
  return load<f64>(tens + (power << 3));
}

/** The decimal number in `from` to `to - 1`; NaN for what is none, or takes more than is known here. */
export function number(from: usize, to: usize): f64 {
  let p = from;
  let c = <u32>load<u8>(p);
  const negative = c == MINUS;
  if (negative || c == PLUS) p++;
  let digits: u64 = 0;
  let count = 0;
  let places = 0;
  let point = false;
  for (; p < to; p++) {
    c = <u32>load<u8>(p);
    const digit = c - ZERO;
    if (digit < 10) {
      digits = digits * 10 + digit;
      count++;
      if (point) places++;
    } else if (c == POINT && !point) point = true;
    else break;
  }
  if (count == 0 || count > 19) return NaN;
  let power = -places;
  if (p < to) {
    if ((c | 0x20) != 0x65) return NaN;
    p++;
    if (p == to) return NaN;
    c = <u32>load<u8>(p);
    const below = c == MINUS;
    if (below || c == PLUS) p++;
    if (p == to || to - p > 4) return NaN;
    let exponent = 0;
    for (; p < to; p++) {
      const digit = <u32>load<u8>(p) - ZERO;
      if (digit >= 10) return NaN;
      exponent = exponent * 10 + <i32>digit;
    }
    power += below ? -exponent : exponent;
  }
  const size = scaled(digits, power);
  return negative ? -size : size;
}

/**
 * The double nearest to digits * 10^power. Exact operands make one exact rounding (Clinger 1990); otherwise the product
 * with a power of five of 128 bits (Lemire 2021). NaN beyond the powers at hand.
 */
function scaled(digits: u64, power: i32): f64 {
  if (digits == 0) return 0;
  if (digits <= 9007199254740992 && power >= -22 && power <= 22) {
    const ten = tenTo(<usize>abs(power));
    return power < 0 ? <f64>digits / ten : <f64>digits * ten;
  }
  if (power < -80 || power > 40) return NaN;
  const zeros = <i32>clz(digits);
  const w = digits << zeros;
  const five = fives + ((<usize>(power + 80)) << 4);
  let high = highOf(w, load<u64>(five));
  let low = w * load<u64>(five);
  if ((high & 0x1ff) == 0x1ff) {
    const more = highOf(w, load<u64>(five, 8));
    low += more;
    if (low < more) high++;
  }
  if (low == u64.MAX_VALUE && (power < -27 || power > 55)) return NaN;
  const upper = <i32>(high >> 63);
  let mantissa = high >> (upper + 9);
  let exponent = (((152170 + 65536) * power) >> 16) + 63 + upper - zeros + 1023;
  if (exponent <= 0 || exponent >= 0x7fe) return NaN;
  // Half way between two doubles: to the even one.
  if (low <= 1 && power >= -4 && power <= 23 && (mantissa & 3) == 1 && mantissa << (upper + 9) == high) {
    mantissa &= ~(<u64>1);
  }
  mantissa += mantissa & 1;
  mantissa >>= 1;
  if (mantissa >= (<u64>1) << 53) {
    mantissa = (<u64>1) << 52;
    exponent++;
  }
  return reinterpret<f64>((mantissa & ~((<u64>1) << 52)) | ((<u64>exponent) << 52));
}

/** The upper 64 bits of a product of 128. */
function highOf(a: u64, b: u64): u64 {
  const a0 = a & 0xffffffff;
  const a1 = a >> 32;
  const b0 = b & 0xffffffff;
  const b1 = b >> 32;
  const low = a0 * b0;
  const middle = a1 * b0 + (low >> 32);
  const other = a0 * b1 + (middle & 0xffffffff);
  return a1 * b1 + (middle >> 32) + (other >> 32);
}
