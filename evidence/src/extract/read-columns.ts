import { basename } from 'node:path';
import { readBody, threadsFor } from './body.ts';
import type { Body } from './body.ts';
import type { Column } from './columns.ts';
import { fileAt, fileOf } from './data-file.ts';
import type { DataFile } from './data-file.ts';
import { isParquet, refuseForeign } from './foreign.ts';
import { fieldOf, readHeader } from './header.ts';
import type { Header } from './header.ts';
import { parquetColumns, readParquet } from './parquet.ts';
import type { NamedRequest } from './parquet.ts';
import { sampleTexts } from './sample.ts';

/** Columns of a file without a protocol: numbers where every cell is one, else texts. */
export interface NamedColumns {
  readonly rows: number;
  /** The line of each row; the header is line 1. */
  readonly lines: Int32Array;
  readonly columns: ReadonlyMap<string, Column>;
  readonly rejected: readonly { readonly line: number; readonly reason: string }[];
}

const USUAL_MISSING = ['', 'NA', 'N/A', 'NaN', 'NULL'];

/** Rows that tell, as a first guess, which columns are of texts. */
const SAMPLE = 200;

/**
 * Reads columns whose types nobody has said: a column is of numbers when every cell that is not missing is one, else of
 * texts, whose levels stand in the order of the alphabet (by code point, so capitals first). An infinite number makes no
 * column one of texts: its row is rejected. The first rows give a guess; where a later cell proves it wrong, the file is
 * read again. A Parquet file says itself which columns hold numbers.
 *
 * @param from the file's path, or its name and bytes where it lies in memory
 * @param options.columns which columns, all when left out
 * @param options.missing what means that nothing is known, besides an empty cell, NA, N/A, NaN and NULL
 * @throws StudyRefusal as `readTable` does
 */
export function readColumns(
  from: string | { readonly name: string; readonly bytes: Uint8Array },
  options: { readonly missing?: readonly string[]; readonly columns?: readonly string[] } = {},
): NamedColumns {
  const missing = new Set([...USUAL_MISSING, ...(options.missing ?? [])]);
  const file = typeof from === 'string' ? fileAt(from) : fileOf(from.bytes);
  try {
    const name = typeof from === 'string' ? basename(from) : from.name;
    const common = { file: name, missing, lastDay: Number.POSITIVE_INFINITY, guessed: true, id: undefined };
    const read = isParquet(file) ? parquetReader(file, name) : csvReader(file, name, missing);
    const wanted = [...new Set(options.columns ?? read.names)];
    const texts = read.texts({ ...common, wanted: typed(wanted, new Set()) });
    let body = read.body({ ...common, wanted: typed(wanted, texts) });
    if (body.notNumbers.length > 0) {
      for (const column of body.notNumbers) texts.add(column);
      body = read.body({ ...common, wanted: typed(wanted, texts) });
    }
    const { rows, lines, rejected } = body;
    const columns = new Map([...body.columns].map(([column, values]) => [column, byAlphabet(values)]));
    return { rows, lines, columns, rejected };
  } finally {
    file.close();
  }
}

/** How a file of some format is read: its columns, those of texts as far as is known yet, its rows. */
interface Reader {
  readonly names: readonly string[];
  texts(request: NamedRequest): Set<string>;
  body(request: NamedRequest): Body;
}

function parquetReader(file: DataFile, name: string): Reader {
  const columns = parquetColumns(file, name);
  return {
    names: columns.map(column => column.name),
    texts: () => new Set(columns.filter(({ isNumber }) => !isNumber).map(column => column.name)),
    body: request => readParquet(file, request),
  };
}

function csvReader(file: DataFile, name: string, missing: ReadonlySet<string>): Reader {
  refuseForeign(name, file);
  const header: Header = readHeader(file, name);
  const { names, begin, passed } = header;
  return {
    names,
    texts({ wanted }) {
      const fields = wanted.map(column => fieldOf(column.name, names, name));
      const found = sampleTexts(file, header, SAMPLE, fields, missing);
      return new Set(wanted.filter((_, k) => found.has(fields[k])).map(column => column.name));
    },
    body(request) {
      const wanted = request.wanted.map(column => ({ ...column, field: fieldOf(column.name, names, name) }));
      const placed = { ...request, fields: names.length, id: -1, wanted };
      return readBody(file, placed, begin, passed, threadsFor(file.size));
    },
  };
}

function typed(names: readonly string[], texts: ReadonlySet<string>): NamedRequest['wanted'] {
  return names.map(name => ({ name, spec: texts.has(name) ? 'text' : 'number' }));
}

function byAlphabet(column: Column): Column {
  if (column.kind !== 'category') return column;
  const levels = [...column.levels].sort((a, b) => (a < b ? -1 : 1));
  const place = new Map(levels.map((level, k) => [level, k]));
  const moved = column.levels.map(level => place.get(level) ?? -1);
  return { kind: 'category', levels, codes: column.codes.map(code => (code === -1 ? -1 : moved[code])) };
}
