import type { FileSpec } from '../protocol/schema.ts';
import type { Column } from './columns.ts';
import { columnReader } from './columns.ts';
import type { DataFile } from './data-file.ts';
import { textOf, walkRows } from './rows.ts';
import type { Reach, Row } from './rows.ts';

/** What to read of each row, once the header is known. */
export interface PartRequest {
  readonly spec: FileSpec;
  /** How many fields the header has. */
  readonly fields: number;
  /** The field that holds the person, -1 for none. */
  readonly id: number;
  /** The columns to type, and the field of each. Others are never looked at. */
  readonly wanted: readonly { readonly name: string; readonly at: number }[];
  readonly missing: ReadonlySet<string>;
  readonly lastDay: number;
}

/** Rows of a file from one place to another. Lines are counted from 1 at its beginning. */
export interface TablePart {
  readonly rows: number;
  readonly rowsInFile: number;
  readonly lines: Int32Array;
  /** The persons' ids as bytes one after another, and where each ends. */
  readonly idBytes: Uint8Array;
  readonly idEnds: Int32Array;
  readonly columns: readonly Column[];
  readonly rejected: readonly { readonly line: number; readonly reason: string }[];
  readonly reach: Reach;
}

/** Reads and types the rows that begin in bytes `begin` to `until - 1`. Every row is kept, or reported with its reason. */
export function readPart(file: DataFile, request: PartRequest, begin: number, until: number): TablePart {
  const { spec, fields, id, wanted, missing, lastDay } = request;
  const readers = wanted.map(({ name }) => columnReader(spec.columns[name], missing, lastDay));
  const rejected: { line: number; reason: string }[] = [];
  let lines = new Int32Array(1024);
  let idEnds = new Int32Array(1024);
  let idBytes = new Uint8Array(1 << 16);
  let idLength = 0;
  let rows = 0;
  let rowsInFile = 0;
  const scratch = new TextEncoder();

  function faultOf(row: Row): string | undefined {
    if (row.fields !== fields) {
      return `${row.fields} ${row.fields === 1 ? 'value' : 'values'} where the header has ${fields}`;
    }
    if (id !== -1 && (row.from[id] === row.to[id] || missing.has(textOf(row, id)))) {
      return 'no person: the id is empty';
    }
    for (let k = 0; k < wanted.length; k++) {
      const { name, at } = wanted[k];
      const fault = readCell(row, at, k);
      if (fault !== undefined) return `${name}: "${short(textOf(row, at))}" ${fault}`;
    }
    return undefined;
  }

  function readCell(row: Row, at: number, k: number): string | undefined {
    if (row.odd[at] === 0) return readers[k].read(row.bytes, row.from[at], row.to[at], rows);
    const own = scratch.encode(textOf(row, at));
    return readers[k].read(own, 0, own.length, rows);
  }

  const reach = walkRows(file, begin, until, row => {
    rowsInFile++;
    const reason = faultOf(row);
    if (reason !== undefined) {
      rejected.push({ line: row.line, reason });
      return true;
    }
    if (rows === lines.length) {
      lines = larger(lines);
      idEnds = larger(idEnds);
    }
    if (id !== -1) {
      const own =
        row.odd[id] === 0 ? row.bytes.subarray(row.from[id], row.to[id]) : scratch.encode(textOf(row, id));
      if (idLength + own.length > idBytes.length) {
        const next = new Uint8Array(Math.max(idBytes.length * 2, idLength + own.length));
        next.set(idBytes);
        idBytes = next;
      }
      idBytes.set(own, idLength);
      idLength += own.length;
    }
    idEnds[rows] = idLength;
    lines[rows] = row.line;
    rows++;
    return true;
  });
  return {
    rows,
    rowsInFile,
    lines: lines.slice(0, rows),
    idBytes: idBytes.slice(0, idLength),
    idEnds: idEnds.slice(0, rows),
    columns: readers.map(reader => reader.finish(rows)),
    rejected,
    reach,
  };
}

function larger(array: Int32Array<ArrayBuffer>): Int32Array<ArrayBuffer> {
  const next = new Int32Array(array.length * 2);
  next.set(array);
  return next;
}

function short(text: string): string {
  return text.length > 40 ? `${text.slice(0, 40)}...` : text;
}
