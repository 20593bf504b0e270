import { createHash } from 'node:crypto';
import { parse } from 'csv-parse/sync';
import type { FileSpec } from '../protocol/schema.ts';
import { suggest } from '../protocol/nearest.ts';
import { StudyRefusal } from '../refusal.ts';
import { columnReader } from './columns.ts';
import type { Column, ColumnReader } from './columns.ts';

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
  readonly bytes: Uint8Array;
  /** The columns to read. Others are never looked at: this is how a design stays away from outcomes. */
  readonly columns: ReadonlySet<string>;
  readonly missing: ReadonlySet<string>;
  readonly lastDay: number;
  /** True when a person may have one row only. */
  readonly onePerPerson: boolean;
}

/**
 * Reads and types the asked-for columns of a CSV file (RFC 4180, header in the first line, UTF-8, spaces around a
 * value dropped). Every row is either kept or reported by line with its reason.
 *
 * @throws StudyRefusal for an empty file, a missing or doubled column, or a quotation that never ends
 */
export function readTable(request: TableRequest): Table {
  const { spec, bytes, missing } = request;
  const rejected: RejectedRow[] = [];
  const lines: number[] = [];
  const ids: string[] = [];
  const seen = new Map<string, number>();
  let header: Header | undefined;
  let rowsInFile = 0;

  const take = (record: readonly string[], line: number): void => {
    if (header === undefined) {
      header = readHeader(record, request);
      return;
    }
    rowsInFile++;
    const reason = faultOf(record, header, missing);
    const id = header.id === -1 ? String(line) : record[header.id];
    const earlier = request.onePerPerson && header.id !== -1 ? seen.get(id) : undefined;
    if (reason !== undefined || earlier !== undefined) {
      rejected.push({
        file: spec.file,
        line,
        reason: reason ?? `the same person stands in line ${earlier} already`,
      });
      return;
    }
    seen.set(id, line);
    ids.push(id);
    lines.push(line);
    for (const { at, reader } of header.wanted) reader.keep(record[at]);
  };

  try {
    parse(bytes, {
      bom: true,
      trim: true,
      relax_column_count: true,
      skip_empty_lines: true,
      // A quotation mark inside a value is kept as it is, and the value's own type then judges it.
      relax_quotes: true,
      on_record: (record: string[], context) => {
        take(record, context.lines);
        return null;
      },
    });
  } catch (error) {
    if (error instanceof StudyRefusal) throw error;
    const detail = error instanceof Error ? error.message : String(error);
    throw new StudyRefusal(
      `${spec.file} cannot be read as CSV to its end (${detail}). It was cut off, or a quotation mark does not match, ` +
        'and then nobody knows where a row ends. Nothing was analysed; mend that line or fetch the file again.',
    );
  }
  if (header === undefined)
    throw new StudyRefusal(`${spec.file} is empty: it has no header line. Nothing was analysed.`);
  return {
    file: spec.file,
    sha256: createHash('sha256').update(bytes).digest('hex'),
    rowsInFile,
    rows: ids.length,
    lines: Int32Array.from(lines),
    ids,
    columns: new Map(header.wanted.map(({ name, reader }) => [name, reader.finish()])),
    rejected: rejected.sort((a, b) => a.line - b.line),
  };
}

interface Header {
  readonly fields: number;
  readonly id: number;
  readonly wanted: readonly { readonly name: string; readonly at: number; readonly reader: ColumnReader }[];
}

function readHeader(names: readonly string[], request: TableRequest): Header {
  const { spec, missing, lastDay } = request;
  const place = (column: string): number => {
    const at = names.indexOf(column);
    if (at === -1) {
      throw new StudyRefusal(
        `${spec.file} has no column ${column}.${suggest(column, names)} Correct the protocol or the file; nothing was analysed.`,
      );
    }
    if (names.indexOf(column, at + 1) !== -1) {
      throw new StudyRefusal(
        `${spec.file} has two columns called ${column}. Rename one of them; nothing was analysed.`,
      );
    }
    return at;
  };
  return {
    fields: names.length,
    id: spec.id === undefined ? -1 : place(spec.id),
    wanted: [...request.columns].map(name => ({
      name,
      at: place(name),
      reader: columnReader(spec.columns[name], missing, lastDay),
    })),
  };
}

function faultOf(
  record: readonly string[],
  header: Header,
  missing: ReadonlySet<string>,
): string | undefined {
  if (record.length !== header.fields) return `${record.length} values where the header has ${header.fields}`;
  if (header.id !== -1 && missing.has(record[header.id])) return 'no person: the id is empty';
  for (const { name, at, reader } of header.wanted) {
    const fault = reader.check(record[at]);
    if (fault !== undefined) return `${name}: "${short(record[at])}" ${fault}`;
  }
  return undefined;
}

function short(text: string): string {
  return text.length > 40 ? `${text.slice(0, 40)}...` : text;
}
