import { createHash } from 'node:crypto';
import { startSideWork } from '@throughcare/numerics';
import type { FileSpec } from '../protocol/schema.ts';
import { suggest } from '../protocol/nearest.ts';
import { StudyRefusal } from '../refusal.ts';
import { joinColumns } from './columns.ts';
import type { Column } from './columns.ts';
import { fileOf } from './data-file.ts';
import type { DataFile } from './data-file.ts';
import { isParquet, refuseForeign } from './foreign.ts';
import { parquetAsCsv } from './parquet.ts';
import { textOf, walkRows } from './rows.ts';
import { readPart } from './table-part.ts';
import type { PartRequest, TablePart } from './table-part.ts';
import type { SecondPartRead } from './table-part-worker.ts';

/** A row that could not be used, where it stands, and why (E43). */
export interface RejectedRow {
  readonly file: string;
  /** The line of the file on which the row ends, from 1; the header is line 1. */
  readonly line: number;
  readonly reason: string;
}

/** The columns of a file that were asked for. */
export interface Table {
  readonly file: string;
  readonly sha256: string;
  /** Rows that the file holds below its header, good and bad. */
  readonly rowsInFile: number;
  readonly rows: number;
  /** The line of each row. */
  readonly lines: Int32Array;
  /** The person of each row; the line number where the protocol names no id. */
  readonly ids: readonly string[];
  readonly columns: ReadonlyMap<string, Column>;
  readonly rejected: readonly RejectedRow[];
}

export interface TableRequest {
  readonly name: string;
  readonly spec: FileSpec;
  /** The file, or all of its bytes. */
  readonly bytes: Uint8Array | DataFile;
  /** The columns to read. Others are never looked at: this is how a design stays away from outcomes. */
  readonly columns: ReadonlySet<string>;
  readonly missing: ReadonlySet<string>;
  readonly lastDay: number;
  /** True when a person may have one row only. */
  readonly onePerPerson: boolean;
}

/** From this size on a file on a disk is read by two threads. */
const LARGE = 1 << 23;

/**
 * Reads and types the asked-for columns of a CSV file (RFC 4180, header in the first line, UTF-8, spaces around a value
 * dropped) or of a Parquet file, piece by piece. Every row is either kept or reported by line with its reason; in a
 * Parquet file the first row is called line 2. The result is the same for one thread and for two.
 *
 * @throws StudyRefusal for what is no table, an empty file, a missing or doubled column, a quotation that never ends
 */
export function readTable(request: TableRequest): Table {
  const { spec, bytes } = request;
  const given = bytes instanceof Uint8Array ? fileOf(bytes) : bytes;
  try {
    const names = [...request.columns, ...(spec.id === undefined ? [] : [spec.id])];
    const file = isParquet(given) ? parquetAsCsv(spec.file, given, names) : given;
    if (file === given) refuseForeign(spec.file, file);
    const { header, begin } = readHeader(file, request);
    const part =
      file.size >= LARGE && file.path !== undefined ? byTwo(file, header, begin) : byOne(file, header, begin);
    if (!part.reach.whole) throw brokenQuotation(spec.file, part.reach.lines + 2);
    return tableOf(part, header, request, sha256Of(given));
  } finally {
    given.close();
  }
}

function brokenQuotation(file: string, line: number): StudyRefusal {
  return new StudyRefusal(
    `${file} cannot be read as CSV to its end (the row that begins in line ${line}). It was cut off, or a quotation mark ` +
      'does not match, and then nobody knows where a row ends. Nothing was analysed; mend that line or fetch the file again.',
  );
}

function readHeader(file: DataFile, request: TableRequest): { header: PartRequest; begin: number } {
  const { spec, missing, lastDay } = request;
  let names: string[] | undefined;
  const reach = walkRows(file, byteOrderMark(file), file.size, row => {
    names = Array.from({ length: row.fields }, (_, k) => textOf(row, k));
    return false;
  });
  if (!reach.whole) throw brokenQuotation(spec.file, 1);
  if (names === undefined) {
    throw new StudyRefusal(`${spec.file} is empty: it has no header line. Nothing was analysed.`);
  }
  const own = names;
  const place = (column: string): number => {
    const at = own.indexOf(column);
    if (at === -1) {
      throw new StudyRefusal(
        `${spec.file} has no column ${column}.${suggest(column, own)} Correct the protocol or the file; nothing was analysed.`,
      );
    }
    if (own.indexOf(column, at + 1) !== -1) {
      throw new StudyRefusal(
        `${spec.file} has two columns called ${column}. Rename one of them; nothing was analysed.`,
      );
    }
    return at;
  };
  const header = {
    spec,
    fields: own.length,
    id: spec.id === undefined ? -1 : place(spec.id),
    wanted: [...request.columns].map(name => ({ name, at: place(name) })),
    missing,
    lastDay,
  };
  return { header, begin: reach.end };
}

function byteOrderMark(file: DataFile): number {
  const head = new Uint8Array(3);
  file.read(0, head);
  return head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf ? 3 : 0;
}

function byOne(file: DataFile, header: PartRequest, begin: number): TablePart {
  return readPart(file, header, begin, file.size);
}

/**
 * The second half begins at a line break that may stand within quotation marks; only the first half, read to its end,
 * can tell. If it was the wrong place, the first thread reads the second half too.
 */
function byTwo(file: DataFile, header: PartRequest, begin: number): TablePart {
  const after = begin + Math.floor((file.size - begin) / 2);
  const second = startSideWork<SecondPartRead>(new URL('./table-part-worker.ts', import.meta.url), {
    path: file.path,
    after,
    request: header,
  });
  const first = readPart(file, header, begin, after);
  if (!first.reach.whole) {
    second.drop();
    return first;
  }
  const read = second.wait();
  return join(
    first,
    read.begin === first.reach.end ? read.part : readPart(file, header, first.reach.end, file.size),
  );
}

function join(first: TablePart, second: TablePart): TablePart {
  const ints = (a: Int32Array, b: Int32Array, shift: number): Int32Array => {
    const both = new Int32Array(a.length + b.length);
    both.set(a);
    for (let k = 0; k < b.length; k++) both[a.length + k] = b[k] + shift;
    return both;
  };
  const idBytes = new Uint8Array(first.idBytes.length + second.idBytes.length);
  idBytes.set(first.idBytes);
  idBytes.set(second.idBytes, first.idBytes.length);
  const passed = first.reach.lines;
  return {
    rows: first.rows + second.rows,
    rowsInFile: first.rowsInFile + second.rowsInFile,
    lines: ints(first.lines, second.lines, passed),
    idBytes,
    idEnds: ints(first.idEnds, second.idEnds, first.idBytes.length),
    columns: first.columns.map((column, k) => joinColumns(column, second.columns[k])),
    rejected: [
      ...first.rejected,
      ...second.rejected.map(({ line, reason }) => ({ line: line + passed, reason })),
    ],
    reach: { ...second.reach, lines: passed + second.reach.lines },
  };
}

/** The header is line 1, so the rows' own counting moves by one. */
function tableOf(part: TablePart, header: PartRequest, request: TableRequest, sha256: string): Table {
  const { file } = request.spec;
  const lines = part.lines.map(line => line + 1);
  const ids = idsOf(part, header, lines);
  const rejected = part.rejected.map(({ line, reason }) => ({ file, line: line + 1, reason }));
  const columns = new Map(header.wanted.map(({ name }, k) => [name, part.columns[k]]));
  const table = { file, sha256, rowsInFile: part.rowsInFile, rows: part.rows, lines, ids, columns, rejected };
  return request.onePerPerson && header.id !== -1 ? withoutRepeats(table) : table;
}

function idsOf({ idBytes, idEnds }: TablePart, header: PartRequest, lines: Int32Array): string[] {
  if (header.id === -1) return Array.from(lines, String);
  const bytes = Buffer.from(idBytes.buffer, idBytes.byteOffset, idBytes.length);
  return Array.from(idEnds, (end, row) => bytes.toString('utf8', row === 0 ? 0 : idEnds[row - 1], end));
}

/** A person's first row stays; later ones are reported. */
function withoutRepeats(table: Table): Table {
  const first = new Map<string, number>();
  const repeats: RejectedRow[] = [];
  const kept = new Int32Array(table.rows);
  let count = 0;
  for (let row = 0; row < table.rows; row++) {
    const earlier = first.get(table.ids[row]);
    if (earlier === undefined) {
      first.set(table.ids[row], table.lines[row]);
      kept[count++] = row;
      continue;
    }
    const reason = `the same person stands in line ${earlier} already`;
    repeats.push({ file: table.file, line: table.lines[row], reason });
  }
  if (repeats.length === 0) return table;
  const rows = kept.subarray(0, count);
  return {
    ...table,
    rows: count,
    lines: Int32Array.from(rows, row => table.lines[row]),
    ids: Array.from(rows, row => table.ids[row]),
    columns: new Map([...table.columns].map(([name, column]) => [name, takeRows(column, rows)])),
    rejected: [...table.rejected, ...repeats].sort((a, b) => a.line - b.line),
  };
}

function takeRows(column: Column, rows: Int32Array): Column {
  switch (column.kind) {
    case 'date':
      return { ...column, days: Int32Array.from(rows, row => column.days[row]) };
    case 'number':
      return { ...column, values: Float64Array.from(rows, row => column.values[row]) };
    case 'category':
      return { ...column, codes: Int32Array.from(rows, row => column.codes[row]) };
  }
}

function sha256Of(file: DataFile): string {
  const hash = createHash('sha256');
  const window = new Uint8Array(Math.min(Math.max(file.size, 1), 1 << 20));
  for (let at = 0; at < file.size; at += window.length)
    hash.update(window.subarray(0, file.read(at, window)));
  return hash.digest('hex');
}
