import type { DataFile } from './data-file.ts';

/** One row as it stands in a window of bytes. */
export interface Row {
  readonly bytes: Uint8Array;
  readonly fields: number;
  /** Each field's bytes, without spaces around it and without its quotation marks. */
  readonly from: Int32Array;
  readonly to: Int32Array;
  /** 1 where a field holds doubled quotation marks. */
  readonly odd: Uint8Array;
  /** The line on which the row ends, counted from 1 at the place where reading began. */
  readonly line: number;
}

export interface Reach {
  /** Where the row after the last one begins. */
  readonly end: number;
  /** Lines that were passed. */
  readonly lines: number;
  /** False where the data ended within quotation marks, or a field went on after its closing one. */
  readonly whole: boolean;
}

const WINDOW = 1 << 20;
/** A row longer than this is a quotation mark that never ends. */
const LONGEST_ROW = 1 << 26;
const [COMMA, QUOTE, LF, CR, SPACE, TAB] = [0x2c, 0x22, 0x0a, 0x0d, 0x20, 0x09];

/**
 * Walks the rows of a CSV file (RFC 4180; LF, CRLF or CR) that begin at `begin` and before `until`, window by window,
 * so that memory does not grow with the file. Empty lines are passed over. A quotation mark inside a field that does
 * not begin with one is kept as it is.
 *
 * @param visit gets each row; the row is only good until it returns. False ends the walk
 */
export function walkRows(file: DataFile, begin: number, until: number, visit: (row: Row) => boolean): Reach {
  let bytes = new Uint8Array(WINDOW);
  let base = begin; // Where the window begins in the file.
  let filled = file.read(base, bytes);
  let from = new Int32Array(64);
  let to = new Int32Array(64);
  let odd = new Uint8Array(64);
  let at = 0;
  let line = 0;
  for (;;) {
    if (base + at >= until || (at >= filled && base + filled >= file.size)) {
      return { end: base + at, lines: line, whole: true };
    }
    const rowAt = at;
    const atEnd = base + filled >= file.size;
    let fields = 0;
    let lines = 0;
    let p = at;
    let ended = false;
    let open = false;
    while (!ended) {
      if (fields === from.length) {
        from = grown(from);
        to = grown(to);
        odd = Uint8Array.from({ length: from.length }, (_, k) => odd[k] ?? 0);
      }
      while (p < filled && (bytes[p] === SPACE || bytes[p] === TAB)) p++;
      let start = p;
      let stop = p;
      odd[fields] = 0;
      if (p < filled && bytes[p] === QUOTE) {
        start = ++p;
        open = true;
        for (; p < filled; p++) {
          if (bytes[p] === LF) lines++;
          if (bytes[p] !== QUOTE) continue;
          // At the end of a window nobody knows yet whether another mark follows.
          if (p + 1 < filled ? bytes[p + 1] !== QUOTE : atEnd) {
            open = false;
            break;
          }
          if (p + 1 >= filled) break;
          odd[fields] = 1;
          p++;
        }
        stop = p;
        if (open) break;
        p++;
        for (; p < filled && bytes[p] !== COMMA && bytes[p] !== LF && bytes[p] !== CR; p++) {
          // Nobody knows any more where the field, or the row, ends.
          if (bytes[p] !== SPACE && bytes[p] !== TAB) return { end: base + rowAt, lines: line, whole: false };
        }
      } else {
        while (p < filled) {
          const byte = bytes[p];
          if (byte === COMMA || byte === LF || byte === CR) break;
          p++;
        }
        stop = p;
        while (stop > start && (bytes[stop - 1] === SPACE || bytes[stop - 1] === TAB)) stop--;
      }
      from[fields] = start;
      to[fields] = stop;
      fields++;
      if (p >= filled) break;
      if (bytes[p] === COMMA) {
        p++;
        continue;
      }
      if (bytes[p] === CR) {
        if (p + 1 >= filled && !atEnd) break;
        p += bytes[p + 1] === LF && p + 1 < filled ? 2 : 1;
      } else p++;
      lines++;
      ended = true;
    }
    if (!ended && !atEnd) {
      // The row goes on beyond the window: move it to the front, in a larger one if it fills this one.
      const rest = bytes.subarray(rowAt, filled);
      const larger = rest.length * 2 > bytes.length ? new Uint8Array(bytes.length * 2) : bytes;
      if (larger.length > LONGEST_ROW) return { end: base + rowAt, lines: line, whole: false };
      larger.set(rest);
      bytes = larger;
      base += rowAt;
      filled = rest.length + file.read(base + rest.length, bytes.subarray(rest.length));
      at = 0;
      continue;
    }
    if (open) return { end: base + rowAt, lines: line, whole: false };
    at = p;
    line += ended ? lines : lines + 1;
    if (fields === 1 && from[0] === to[0] && bytes[from[0] - 1] !== QUOTE) continue;
    if (!visit({ bytes, fields, from, to, odd, line })) return { end: base + at, lines: line, whole: true };
  }
}

function grown(array: Int32Array<ArrayBuffer>): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(array.length * 2);
  larger.set(array);
  return larger;
}

const decoder = new TextDecoder();

/** A field as text, its doubled quotation marks undone. */
export function textOf({ bytes, from, to, odd }: Row, field: number): string {
  const text = decoder.decode(bytes.subarray(from[field], to[field]));
  return odd[field] === 1 ? text.replaceAll('""', '"') : text;
}
