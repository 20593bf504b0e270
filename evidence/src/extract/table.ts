import type { FileSpec } from '../protocol/schema.ts';
import { readBody, threadsFor } from './body.ts';
import type { Body, BodyRequest } from './body.ts';
import { takeRows } from './columns.ts';
import type { Column } from './columns.ts';
import { fileOf, sha256Of } from './data-file.ts';
import type { DataFile } from './data-file.ts';
import { isParquet, refuseForeign } from './foreign.ts';
import { fieldOf, readHeader } from './header.ts';
import { readParquet } from './parquet.ts';
import type { NamedRequest } from './parquet.ts';
import { earlierRows } from './repeats.ts';

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

/**
 * Reads and types the asked-for columns of a CSV file (RFC 4180, header in the first line, UTF-8, spaces around a value
 * dropped, empty lines passed over) or of a Parquet file, piece by piece. Every row is either kept or reported by line
 * with its reason; in a Parquet file the first row is called line 2.
 *
 * @throws StudyRefusal for what is no table, an empty file or one that is cut off, a missing or doubled column, a
 *   quotation that never ends
 */
export function readTable(request: TableRequest): Table {
  const { spec, bytes, missing, lastDay } = request;
  const file = bytes instanceof Uint8Array ? fileOf(bytes) : bytes;
  const wanted = [...request.columns].map(name => ({ name, spec: spec.columns[name] }));
  const common = { file: spec.file, missing, lastDay, guessed: false };
  try {
    let sha256 = '';
    const hash = (): void => {
      sha256 = sha256Of(file);
    };
    const body = isParquet(file)
      ? readParquet(file, { ...common, id: spec.id, wanted }, hash)
      : readCsv(file, { ...common, id: spec.id, wanted }, hash);
    return tableOf(body, request, sha256);
  } finally {
    file.close();
  }
}

function readCsv(file: DataFile, request: NamedRequest, beside: () => void): Body {
  refuseForeign(request.file, file);
  const { names, begin, passed } = readHeader(file, request.file);
  const place = (column: string): number => fieldOf(column, names, request.file);
  const placed: BodyRequest = {
    ...request,
    fields: names.length,
    id: request.id === undefined ? -1 : place(request.id),
    wanted: request.wanted.map(column => ({ ...column, field: place(column.name) })),
  };
  return readBody(file, placed, begin, passed, threadsFor(file.size), beside);
}

function tableOf(body: Body, { spec, onePerPerson }: TableRequest, sha256: string): Table {
  const { rows, rowsInFile, lines } = body;
  const table: Table = {
    file: spec.file,
    sha256,
    rowsInFile,
    rows,
    lines,
    ids: spec.id === undefined ? Array.from(lines, String) : body.ids,
    columns: body.columns,
    rejected: body.rejected.map(({ line, reason }) => ({ file: spec.file, line, reason })),
  };
  return onePerPerson && spec.id !== undefined ? withoutRepeats(table) : table;
}

/** A person's first row stays; later ones are reported. */
function withoutRepeats(table: Table): Table {
  const earlier = earlierRows(table.ids);
  const repeats: RejectedRow[] = [];
  const kept = new Int32Array(table.rows);
  let count = 0;
  for (let row = 0; row < table.rows; row++) {
    if (earlier[row] === -1) {
      kept[count++] = row;
      continue;
    }
    const reason = `the same person stands in line ${table.lines[earlier[row]]} already`;
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
