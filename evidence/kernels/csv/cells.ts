import { same } from './bytes';
import { BAD_DAY, dayOf, NO_DAY } from './day';
import { number } from './number';
import { textCode } from './texts';

// What a field of the header is read as: 0 nothing, 2 a date, and these.
export const NUMBER = 1;
const TEXT = 3;
export const ID = 4;
// Numbers where a word for missing is a number, too.
const WATCHED = 5;

// Each field has 32 bytes: kind, place of its column, least and most number or last day, place of its texts, place of a
// second plan where the id is read as a column too.
export const PLAN: usize = 32;
export const OUT: usize = 4;
export const LEAST: usize = 8;
export const MOST: usize = 16;
const TEXTS: usize = 24;
const ALSO: usize = 28;

let words: usize = 0;
let wordCount: i32 = 0;
let idBytes: usize = 0;

/** Words that mean a missing value: length and place of each. */
export function missingWords(wordsAt: usize, count: i32): void {
  words = wordsAt;
  wordCount = count;
}

/** Where the bytes of ids go. */
export function idsTo(ids: usize): void {
  idBytes = ids;
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

/** Types a cell of numbers with whatever a number may have; false for what has to be looked at. */
function numberCell(from: usize, to: usize, plan: usize, row: i32): bool {
  const out = <usize>load<u32>(plan, OUT) + ((<usize>row) << 3);
  if (from == to || (load<i32>(plan) == WATCHED && isMissing(from, to))) {
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

/** Types a cell of any kind; false for what has to be looked at. */
export function typed(kind: i32, from: usize, to: usize, plan: usize, row: i32, ids: i32): bool {
  if (kind == NUMBER || kind == WATCHED) return numberCell(from, to, plan, row);
  if (kind == ID) {
    const also = <usize>load<u32>(plan, ALSO);
    if (also != 0 && !typed(load<i32>(also), from, to, also, row, ids)) return false;
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
