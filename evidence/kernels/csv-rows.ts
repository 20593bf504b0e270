// AssemblyScript, compiled by `node setup/kernels.ts` into csv-rows.wasm beside it. It walks the rows of a CSV file that
// stand in a window of bytes and types the cells that were asked for, straight from their bytes. It judges nothing that
// is not plain: a row with anything odd in it (a cell that its type does not allow, doubled quotation marks, a number of
// more than 19 digits, a text too many) is only marked, and src/extract/odd-rows.ts reads it again, which has the words.
// The grammar is that of src/extract/split-row.ts. Arguments that name a place are addresses.

const TAB: u32 = 0x09;
const LF: u32 = 0x0a;
const CR: u32 = 0x0d;
const SPACE: u32 = 0x20;
const QUOTE: u32 = 0x22;
const PLUS: u32 = 0x2b;
const COMMA: u32 = 0x2c;
const MINUS: u32 = 0x2d;
const POINT: u32 = 0x2e;
const ZERO: u32 = 0x30;

// What a field of the header is read as: 0 nothing, 2 a date, and these.
const NUMBER = 1;
const TEXT = 3;
const ID = 4;

// Each field has 32 bytes: kind, place of its column, least and most number or last day, place of its texts, place of a
// second plan where the id is read as a column too.
const PLAN: usize = 32;
const OUT: usize = 4;
const LEAST: usize = 8;
const MOST: usize = 16;
const TEXTS: usize = 24;
const ALSO: usize = 28;

// The texts of a column: how many, bytes held, slots of a hash table, then hash, place and length of each, then bytes.
const SLOTS = 8192;
const TEXTS_MOST = 4096;
const TEXTS_BYTES: u32 = 131072;
const SLOTS_AT: usize = 16;
const ENTRIES_AT: usize = SLOTS_AT + SLOTS * 4;
const BYTES_AT: usize = ENTRIES_AT + TEXTS_MOST * 12;

const NO_DAY: i32 = i32.MIN_VALUE;
const BAD_DAY: i32 = i32.MIN_VALUE + 1;

// How a walk ended.
const DONE = 0;
const FULL = 1;
const CUT = 2;
const BROKEN = 3;

let plans: usize = 0;
let fields: i32 = 0;
let linesOut: usize = 0;
let startsOut: usize = 0;
let idEndsOut: usize = 0;
let idBytes: usize = 0;
let words: usize = 0;
let wordCount: i32 = 0;
let wordsAreNumbers: bool = false;
let tens: usize = 0;
let fives: usize = 0;

/** The powers that numbers need: 10^0 to 10^22, and 5^-80 to 5^40 as 128 bits each, high half first. */
export function powers(tensAt: usize, fivesAt: usize): void {
  tens = tensAt;
  fives = fivesAt;
}

/** What to read: a plan for each field of the header, and words (length, place) that mean a missing value. */
export function prepare(plansAt: usize, count: i32, wordsAt: usize, wordsCount: i32, areNumbers: bool): void {
  plans = plansAt;
  fields = count;
  words = wordsAt;
  wordCount = wordsCount;
  wordsAreNumbers = areNumbers;
}

/** Where each row's line, start and id go. */
export function rowsTo(lines: usize, starts: usize, idEnds: usize, ids: usize): void {
  linesOut = lines;
  startsOut = starts;
  idEndsOut = idEnds;
  idBytes = ids;
}

/** Where the last walk stopped, how many rows it gave, how many line ends it has passed, and the bytes of its ids. */
export let at: usize = 0;
export let rows: i32 = 0;
export let line: i32 = 0;
export let idLength: i32 = 0;

/** Line ends (LF, CRLF or CR) in `from` to `to - 1`; the byte at `to` and 15 after it can be read. */
export function lineEnds(from: usize, to: usize): i32 {
  let count = 0;
  const lf = i8x16.splat(<i8>LF);
  const cr = i8x16.splat(<i8>CR);
  let p = from;
  for (; p + 16 <= to; p += 16) {
    const here = v128.load(p);
    const ends = v128.or(i8x16.eq(here, lf), v128.andnot(i8x16.eq(here, cr), i8x16.eq(v128.load(p + 1), lf)));
    count += popcnt(i8x16.bitmask(ends));
  }
  for (; p < to; p++) {
    const c = <u32>load<u8>(p);
    if (c == LF || (c == CR && <u32>load<u8>(p + 1) != LF)) count++;
  }
  return count;
}

function stop(status: i32, where: usize, rowCount: i32, lineCount: i32, ids: i32): i32 {
  at = where;
  rows = rowCount;
  line = lineCount;
  idLength = ids;
  return status;
}

/**
 * Walks rows from `from` on: those that begin before `until`, up to `most` of them. The byte at `end` is overwritten.
 *
 * @param last whether the file ends at `end`
 * @param passed line ends before `from`
 * @param shift what turns an address into a row's start; a marked row's start s is given as ~s
 */
export function walk(
  from: usize,
  end: usize,
  last: bool,
  until: usize,
  most: i32,
  passed: i32,
  shift: i32,
): i32 {
  store<u8>(end, LF);
  let p = from;
  let row = 0;
  let lineNow = passed;
  let ids = 0;
  while (true) {
    const start = p;
    if (p >= until) return stop(DONE, p, row, lineNow, ids);
    if (p >= end) return stop(last ? DONE : CUT, p, row, lineNow, ids);
    if (row == most) return stop(FULL, p, row, lineNow, ids);
    let plan = plans;
    let field = 0;
    let odd = false;
    let nothing = false;
    let lineEnd = lineNow;
    let idsEnd = ids;
    while (true) {
      let c = <u32>load<u8>(p);
      while (c == SPACE || c == TAB) c = <u32>load<u8>(++p);
      const kind = field < fields ? load<i32>(plan) : 0;
      let cell = p;
      let to = p;
      nothing = c != QUOTE;
      if (c == QUOTE) {
        cell = ++p;
        let doubled = false;
        while (true) {
          c = <u32>load<u8>(p);
          if (c == QUOTE) {
            if (p + 1 >= end) {
              if (!last) return stop(CUT, start, row, lineNow, ids);
              break;
            }
            if (<u32>load<u8>(p + 1) != QUOTE) break;
            doubled = true;
            p += 2;
            continue;
          }
          if (c == LF) {
            if (p >= end) return stop(last ? BROKEN : CUT, start, row, lineNow, ids);
            lineEnd++;
          } else if (c == CR) {
            if (p + 1 >= end) return stop(last ? BROKEN : CUT, start, row, lineNow, ids);
            if (<u32>load<u8>(p + 1) != LF) lineEnd++;
          }
          p++;
        }
        to = p;
        c = <u32>load<u8>(++p);
        while (c == SPACE || c == TAB) c = <u32>load<u8>(++p);
        if (c != COMMA && c != LF && c != CR) return stop(BROKEN, start, row, lineNow, ids);
        if (kind != 0) {
          if (doubled) odd = true;
          else if (kind == NUMBER) odd = !numberCell(cell, to, plan, row) || odd;
          else odd = !otherCell(kind, cell, to, plan, row, idsEnd) || odd;
        }
      } else if (kind == NUMBER) {
        // What most cells are: at most 19 digits, a point, and then the end of the cell.
        const negative = c == MINUS;
        if (negative || c == PLUS) c = <u32>load<u8>(++p);
        let digits: u64 = 0;
        let first = p;
        let digit = c - ZERO;
        while (digit < 10) {
          digits = digits * 10 + digit;
          c = <u32>load<u8>(++p);
          digit = c - ZERO;
        }
        let count = p - first;
        let places: usize = 0;
        if (c == POINT) {
          first = ++p;
          c = <u32>load<u8>(p);
          digit = c - ZERO;
          while (digit < 10) {
            digits = digits * 10 + digit;
            c = <u32>load<u8>(++p);
            digit = c - ZERO;
          }
          places = p - first;
          count += places;
        }
        if (
          count - 1 < 19 &&
          (c == COMMA || c == LF || c == CR) &&
          places <= 22 &&
          digits <= 9007199254740992 &&
          !wordsAreNumbers
        ) {
          let value = <f64>digits;
          if (places != 0) value /= load<f64>(tens + (places << 3));
          if (negative) value = -value;
          store<f64>(<usize>load<u32>(plan, OUT) + ((<usize>row) << 3), value);
          if (!(value >= load<f64>(plan, LEAST) && value <= load<f64>(plan, MOST))) odd = true;
        } else {
          p = cellEnd(cell);
          to = trimmed(cell, p);
          if (!numberCell(cell, to, plan, row)) odd = true;
        }
      } else {
        p = cellEnd(p);
        if (kind != 0) {
          to = trimmed(cell, p);
          if (!otherCell(kind, cell, to, plan, row, idsEnd)) odd = true;
        }
      }
      nothing = nothing && cell == p;
      if (kind == ID) idsEnd += <i32>(to - cell);
      c = <u32>load<u8>(p);
      if (c == COMMA) {
        p++;
        field++;
        plan += PLAN;
        continue;
      }
      if (p >= end) {
        if (!last) return stop(CUT, start, row, lineNow, ids);
        lineEnd++;
        break;
      }
      if (c == CR) {
        if (p + 1 >= end) {
          if (!last) return stop(CUT, start, row, lineNow, ids);
        } else if (<u32>load<u8>(p + 1) == LF) p++;
      }
      p++;
      lineEnd++;
      break;
    }
    lineNow = lineEnd;
    if (nothing && field == 0) continue;
    if (field + 1 != fields) odd = true;
    const place = (<usize>row) << 2;
    const begun = <i32>start + shift;
    store<i32>(linesOut + place, lineEnd);
    store<i32>(startsOut + place, odd ? ~begun : begun);
    store<i32>(idEndsOut + place, idsEnd);
    ids = idsEnd;
    row++;
  }
}

/** The end of a cell that does not begin with a quotation mark. The byte after the window ends it too. */
function cellEnd(p: usize): usize {
  while (true) {
    const c = <u32>load<u8>(p);
    if (c <= COMMA && (c == COMMA || c == LF || c == CR)) return p;
    p++;
  }
}

function trimmed(from: usize, to: usize): usize {
  while (to > from) {
    const c = <u32>load<u8>(to - 1);
    if (c != SPACE && c != TAB) break;
    to--;
  }
  return to;
}

function isMissing(from: usize, to: usize): bool {
  if (from == to) return true;
  const length = <u32>(to - from);
  for (let k = 0; k < wordCount; k++) {
    const word = words + ((<usize>k) << 3);
    if (load<u32>(word) != length) continue;
    if (same(from, <usize>load<u32>(word, 4), length)) return true;
  }
  return false;
}

function same(a: usize, b: usize, length: u32): bool {
  for (let k: usize = 0; k < length; k++) if (load<u8>(a + k) != load<u8>(b + k)) return false;
  return true;
}

/** Types a cell of numbers with whatever a number may have; false for what has to be looked at. */
function numberCell(from: usize, to: usize, plan: usize, row: i32): bool {
  const out = <usize>load<u32>(plan, OUT) + ((<usize>row) << 3);
  if (from == to || (wordsAreNumbers && isMissing(from, to))) {
    store<f64>(out, NaN);
    return true;
  }
  const value = number(from, to);
  if (isNaN(value)) {
    store<f64>(out, NaN);
    return isMissing(from, to);
  }
  store<f64>(out, value);
  return value >= load<f64>(plan, LEAST) && value <= load<f64>(plan, MOST);
}

/** Types a cell that is no number; false for what has to be looked at. */
function otherCell(kind: i32, from: usize, to: usize, plan: usize, row: i32, ids: i32): bool {
  if (kind == ID) {
    const also = <usize>load<u32>(plan, ALSO);
    if (also != 0) {
      const second = load<i32>(also);
      const plain =
        second == NUMBER ? numberCell(from, to, also, row) : otherCell(second, from, to, also, row, ids);
      if (!plain) return false;
    }
    return idCell(from, to, ids);
  }
  const out = <usize>load<u32>(plan, OUT) + ((<usize>row) << 2);
  if (kind == TEXT) {
    const code = textCode(<usize>load<u32>(plan, TEXTS), from, to);
    store<i32>(out, code);
    return code >= 0;
  }
  const day = dayOf(from, to);
  if (day == BAD_DAY) {
    store<i32>(out, NO_DAY);
    return isMissing(from, to);
  }
  store<i32>(out, day);
  return <f64>day <= load<f64>(plan, MOST);
}

/** Copies an id; one that is empty, means nothing or has other bytes than ASCII has to be looked at. */
function idCell(from: usize, to: usize, ids: i32): bool {
  const place = idBytes + <usize>ids;
  let all: u32 = 0;
  for (let p = from; p < to; p++) {
    const c = <u32>load<u8>(p);
    // NUL too: it becomes a byte of 128 or more.
    all |= c | (c - 1);
    store<u8>(place + (p - from), <u8>c);
  }
  return all < 128 && !isMissing(from, to);
}

/** The number of a text in its column, in the order in which texts came; -1 where there is no room for another. */
function textCode(texts: usize, from: usize, to: usize): i32 {
  const length = <u32>(to - from);
  // FNV-1a, 32 bits.
  let hash: u32 = 0x811c9dc5;
  for (let p = from; p < to; p++) hash = (hash ^ (<u32>load<u8>(p))) * 0x01000193;
  hash ^= hash >> 15;
  let slot = hash & (SLOTS - 1);
  while (true) {
    const code = load<i32>(texts + SLOTS_AT + ((<usize>slot) << 2));
    if (code == 0) break;
    const entry = texts + ENTRIES_AT + <usize>(code - 1) * 12;
    if (
      load<u32>(entry) == hash &&
      load<u32>(entry, 8) == length &&
      same(from, <usize>load<u32>(entry, 4), length)
    ) {
      return code - 1;
    }
    slot = (slot + 1) & (SLOTS - 1);
  }
  const count = load<i32>(texts);
  const used = load<u32>(texts, 4);
  if (count == TEXTS_MOST || used + length > TEXTS_BYTES) return -1;
  const own = texts + BYTES_AT + used;
  memory.copy(own, from, length);
  const entry = texts + ENTRIES_AT + <usize>count * 12;
  store<u32>(entry, hash);
  store<u32>(entry, <u32>own, 4);
  store<u32>(entry, length, 8);
  store<i32>(texts + SLOTS_AT + ((<usize>slot) << 2), count + 1);
  store<i32>(texts, count + 1);
  store<u32>(texts, used + length, 4);
  return count;
}

function two(p: usize): u32 {
  const high = <u32>load<u8>(p) - ZERO;
  const low = <u32>load<u8>(p + 1) - ZERO;
  return high < 10 && low < 10 ? high * 10 + low : 10_000;
}

/** Days since 1 January 1970 of YYYY-MM-DD from year 100 on; `BAD_DAY` for anything else. */
function dayOf(from: usize, to: usize): i32 {
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

/** The decimal number in `from` to `to - 1`; NaN for what is none, or takes more than is known here. */
function number(from: usize, to: usize): f64 {
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
    const ten = load<f64>(tens + ((<usize>abs(power)) << 3));
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
