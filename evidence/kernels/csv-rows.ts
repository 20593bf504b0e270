// AssemblyScript, compiled by `node setup/kernels.ts` into csv-rows.wasm beside it. It walks the rows of a CSV file that
// stand in a window of bytes and types the cells that were asked for, straight from their bytes. It judges nothing that
// is not plain: a row with anything odd in it (a cell that its type does not allow, doubled quotation marks, a number of
// more than 19 digits, a text too many) is only marked, and src/extract/odd-rows.ts reads it again, which has the words.
// The grammar is that of src/extract/split-row.ts. Arguments that name a place are addresses.

import { cellEnd, COMMA, CR, LF, MINUS, POINT, QUOTE, SPACE, TAB, trimmed, ZERO } from './csv/bytes';
import { ID, LEAST, MOST, NUMBER, OUT, PLAN, typed } from './csv/cells';
import { digitsIn, valueOf, ZEROS } from './csv/digits';
import { tenTo } from './csv/number';

export { lineEnds } from './csv/bytes';
export { idsTo, missingWords } from './csv/cells';
export { powers } from './csv/number';

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

/** What to read: a plan for each field of the header. */
export function prepare(plansAt: usize, count: i32): void {
  plans = plansAt;
  fields = count;
}

/** Where each row's line, its start and the end of its id go. */
export function rowsTo(lines: usize, starts: usize, idEnds: usize): void {
  linesOut = lines;
  startsOut = starts;
  idEndsOut = idEnds;
}

/** Where the last walk stopped, how many rows it gave, how many line ends it has passed, and the bytes of its ids. */
export let at: usize = 0;
export let rows: i32 = 0;
export let line: i32 = 0;
export let idLength: i32 = 0;

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
      const kind = field < fields ? load<i32>(plan) : 0;
      let c: u32 = 0;
      let known = false;
      if (kind == NUMBER) {
        // What most cells are: one digit, or a sign, digits, a point and digits, and then the end of the cell. There are
        // no loops, because where a loop ends is what a processor guesses wrong.
        const out = <usize>load<u32>(plan, OUT) + ((<usize>row) << 3);
        const one = <u32>load<u16>(p);
        const digit = (one & 0xff) - ZERO;
        if (digit < 10 && one >> 8 == COMMA) {
          const value = <f64>digit;
          store<f64>(out, value);
          if (!(value >= load<f64>(plan, LEAST) && value <= load<f64>(plan, MOST))) odd = true;
          p += 2;
          field++;
          plan += PLAN;
          continue;
        }
        const negative = <u32>load<u8>(p) == MINUS;
        let at = p + <usize>negative;
        let text = load<u64>(at) ^ ZEROS;
        let count = digitsIn(text);
        let digits = valueOf(text, count);
        at += count;
        let places: usize = 0;
        c = <u32>load<u8>(at);
        if (c == POINT) {
          text = load<u64>(++at) ^ ZEROS;
          places = digitsIn(text);
          digits = digits * <u64>tenTo(places) + valueOf(text, places);
          at += places;
          if (places == 8) {
            text = load<u64>(at) ^ ZEROS;
            const more = digitsIn(text);
            digits = digits * <u64>tenTo(more) + valueOf(text, more);
            at += more;
            places += more;
          }
          count += places;
          c = <u32>load<u8>(at);
        }
        // 19 digits always fit, and up to 2^53 every whole number is a double.
        if (count - 1 < 19 && digits <= 9007199254740992 && (c == COMMA || c == LF || c == CR)) {
          let value = <f64>digits;
          if (places != 0) value /= tenTo(places);
          if (negative) value = -value;
          store<f64>(out, value);
          if (!(value >= load<f64>(plan, LEAST) && value <= load<f64>(plan, MOST))) odd = true;
          p = at;
          known = true;
        }
      }
      if (!known) {
        c = <u32>load<u8>(p);
        while (c == SPACE || c == TAB) c = <u32>load<u8>(++p);
        let cell = p;
        let to = p;
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
          if (kind != 0 && (doubled || !typed(kind, cell, to, plan, row, idsEnd))) odd = true;
        } else {
          p = cellEnd(p);
          nothing = field == 0 && cell == p;
          if (kind != 0) {
            to = trimmed(cell, p);
            if (!typed(kind, cell, to, plan, row, idsEnd)) odd = true;
          }
        }
        if (kind == ID) idsEnd += <i32>(to - cell);
        c = <u32>load<u8>(p);
      }
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
