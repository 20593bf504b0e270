import { MINUS, ZERO } from './bytes';

export const NO_DAY: i32 = i32.MIN_VALUE;
export const BAD_DAY: i32 = i32.MIN_VALUE + 1;

function two(p: usize): u32 {
  const high = <u32>load<u8>(p) - ZERO;
  const low = <u32>load<u8>(p + 1) - ZERO;
  return high < 10 && low < 10 ? high * 10 + low : 10_000;
}

/** Days since 1 January 1970 of YYYY-MM-DD from year 100 on; `BAD_DAY` for anything else. */
export function dayOf(from: usize, to: usize): i32 {
  if (to - from != 10 || <u32>load<u8>(from + 4) != MINUS || <u32>load<u8>(from + 7) != MINUS) return BAD_DAY;
  const year = two(from) * 100 + two(from + 2);
  const month = two(from + 5);
  const day = two(from + 8);
  if (year - 100 > 9899 || month - 1 > 11) return BAD_DAY;
  const leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
  const length: u32 =
    month == 2 ? (leap ? 29 : 28) : month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
  if (day - 1 >= length) return BAD_DAY;
  // Years that begin in March, so that the leap day comes last (Hinnant 2013).
  const y = <i32>year - (month <= 2 ? 1 : 0);
  const inYear = (153 * (<i32>month + (month > 2 ? -3 : 9)) + 2) / 5 + <i32>day - 1;
  return 365 * y + y / 4 - y / 100 + y / 400 + inYear - 719_468;
}
