/** Days before each month in a year that is no leap year. */
const BEFORE = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334];
const LENGTHS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** Days since 1 January 1970 of the date written YYYY-MM-DD in bytes `from` to `to - 1`; undefined for anything else. */
export function dayIn(bytes: Uint8Array, from: number, to: number): number | undefined {
  if (to - from !== 10 || bytes[from + 4] !== 0x2d || bytes[from + 7] !== 0x2d) return undefined;
  const year = digits(bytes, from, 4);
  const month = digits(bytes, from + 5, 2);
  const day = digits(bytes, from + 8, 2);
  if (!(year >= 1 && month >= 1 && month <= 12)) return undefined;
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  const length = LENGTHS[month - 1] + (leap && month === 2 ? 1 : 0);
  if (!(day >= 1 && day <= length)) return undefined;
  const y = year - 1;
  const daysBefore = 365 * y + Math.floor(y / 4) - Math.floor(y / 100) + Math.floor(y / 400);
  return daysBefore + BEFORE[month - 1] + (leap && month > 2 ? 1 : 0) + day - 1 - 719_162;
}

function digits(bytes: Uint8Array, from: number, count: number): number {
  let value = 0;
  for (let k = 0; k < count; k++) {
    const digit = bytes[from + k] - 0x30;
    if (!(digit >= 0 && digit <= 9)) return Number.NaN;
    value = value * 10 + digit;
  }
  return value;
}
