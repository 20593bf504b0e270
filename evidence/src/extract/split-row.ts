/** One row as it stands in a window of bytes. */
export interface Row {
  bytes: Uint8Array;
  fields: number;
  /** Each field's bytes, without spaces around it and without its quotation marks. */
  from: Int32Array;
  to: Int32Array;
  /** 1 where a field holds doubled quotation marks. */
  doubled: Uint8Array;
  /** Where the next row begins. */
  next: number;
  /** Line ends in it, its own last one too. */
  lineEnds: number;
  /** False where the bytes end without a line end after it. */
  ended: boolean;
  /** True for an empty line, which is no row. */
  blank: boolean;
}

/** Whether a row stands in the bytes; is cut by their end; or has a quotation that nobody can follow. */
export type Split = 'whole' | 'cut' | 'broken';

/** Room for a row, to be filled again and again. */
export function emptyRow(): Row {
  return {
    bytes: new Uint8Array(0),
    fields: 0,
    from: new Int32Array(64),
    to: new Int32Array(64),
    doubled: new Uint8Array(64),
    next: 0,
    lineEnds: 0,
    ended: false,
    blank: false,
  };
}

const [COMMA, QUOTE, LF, CR, SPACE, TAB] = [0x2c, 0x22, 0x0a, 0x0d, 0x20, 0x09];

/**
 * Splits the row that begins at `at` (RFC 4180; LF, CRLF or CR). A quotation mark inside a field that does not begin
 * with one is kept as it is. The kernel `csv-rows` follows the same grammar.
 *
 * @param end where the bytes end
 * @param last whether the file ends there too
 */
export function splitRow(row: Row, bytes: Uint8Array, at: number, end: number, last: boolean): Split {
  row.bytes = bytes;
  row.fields = 0;
  row.lineEnds = 0;
  row.blank = false;
  let p = at;
  for (;;) {
    if (row.fields === row.from.length) widen(row);
    while (p < end && isBlank(bytes[p])) p++;
    const quoted = p < end && bytes[p] === QUOTE;
    const found = quoted ? quotedEnd(row, bytes, p + 1, end, last) : plainEnd(row, bytes, p, end);
    if (typeof found === 'string') return found;
    p = found;
    row.blank = row.fields === 0 && !quoted && row.from[0] === row.to[0];
    row.fields++;
    if (p < end && bytes[p] === COMMA) {
      p++;
      continue;
    }
    row.blank &&= row.fields === 1;
    row.ended = p < end;
    if (!row.ended) {
      row.next = p;
      row.lineEnds++;
      return last ? 'whole' : 'cut';
    }
    if (bytes[p] === CR) {
      if (p + 1 >= end && !last) return 'cut';
      if (p + 1 < end && bytes[p + 1] === LF) p++;
    }
    row.next = p + 1;
    row.lineEnds++;
    return 'whole';
  }
}

const isBlank = (byte: number): boolean => byte === SPACE || byte === TAB;

function plainEnd(row: Row, bytes: Uint8Array, from: number, end: number): number {
  let p = from;
  while (p < end && bytes[p] !== COMMA && bytes[p] !== LF && bytes[p] !== CR) p++;
  let to = p;
  while (to > from && isBlank(bytes[to - 1])) to--;
  keep(row, from, to, 0);
  return p;
}

function quotedEnd(row: Row, bytes: Uint8Array, from: number, end: number, last: boolean): number | Split {
  const open = last ? 'broken' : 'cut';
  let doubled = 0;
  let p = from;
  for (; ; p++) {
    if (p >= end) return open;
    const byte = bytes[p];
    if (byte === LF) row.lineEnds++;
    else if (byte === CR) {
      if (p + 1 >= end) return open;
      if (bytes[p + 1] !== LF) row.lineEnds++;
    } else if (byte === QUOTE) {
      // At the end of a window nobody knows yet whether another mark follows.
      if (p + 1 >= end && !last) return 'cut';
      if (p + 1 >= end || bytes[p + 1] !== QUOTE) break;
      doubled = 1;
      p++;
    }
  }
  keep(row, from, p, doubled);
  p++;
  while (p < end && isBlank(bytes[p])) p++;
  // After anything else nobody knows any more where the field, or the row, ends.
  return p < end && bytes[p] !== COMMA && bytes[p] !== LF && bytes[p] !== CR ? 'broken' : p;
}

function keep(row: Row, from: number, to: number, doubled: number): void {
  row.from[row.fields] = from;
  row.to[row.fields] = to;
  row.doubled[row.fields] = doubled;
}

function widen(row: Row): void {
  const [from, to, doubled] = [row.from, row.to, row.doubled];
  row.from = new Int32Array(from.length * 2);
  row.to = new Int32Array(from.length * 2);
  row.doubled = new Uint8Array(from.length * 2);
  row.from.set(from);
  row.to.set(to);
  row.doubled.set(doubled);
}

const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const lenient = new TextDecoder('utf-8', { ignoreBOM: true });

/** A field as text, its doubled quotation marks undone; undefined when it is no UTF-8. */
export function textOf(row: Row, field: number): string | undefined {
  const bytes = row.bytes.subarray(row.from[field], row.to[field]);
  try {
    const text = strict.decode(bytes);
    return row.doubled[field] === 1 ? text.replaceAll('""', '"') : text;
  } catch {
    return undefined;
  }
}

/** A field as it is shown to a reader: at most 40 characters, with a mark for whatever is no UTF-8. */
export function shown(row: Row, field: number): string {
  const bytes = row.bytes.subarray(row.from[field], Math.min(row.to[field], row.from[field] + 200));
  const text = textOf(row, field) ?? lenient.decode(bytes);
  return text.length > 40 ? `${text.slice(0, 40)}...` : text;
}
