import { StudyRefusal } from '../refusal.ts';
import type { Column } from './columns.ts';
import { fileAt } from './data-file.ts';
import { isParquet, refuseForeign } from './foreign.ts';
import { numberIn } from './number-cell.ts';
import { parquetAsCsv } from './parquet.ts';
import { readTable } from './table.ts';
import { textOf, walkRows } from './rows.ts';

/** Columns of a file without a protocol: numbers where every cell is one, else texts. */
export interface NamedColumns {
  readonly rows: number;
  /** The line of each row; the header is line 1. */
  readonly lines: Int32Array;
  readonly columns: ReadonlyMap<string, Column>;
  readonly rejected: readonly { readonly line: number; readonly reason: string }[];
}

const USUAL_MISSING = ['', 'NA', 'N/A', 'NaN', 'NULL'];

/**
 * Reads columns whose types nobody has said: a column is of numbers when every cell that is not missing is one, else of
 * texts, whose levels stand in the order of the alphabet (by code point, so capitals first). A first pass looks at every
 * cell, a second types them.
 *
 * @param options.columns which columns, all when left out
 * @param options.missing what means that nothing is known, besides an empty cell
 */
export function readColumns(
  path: string,
  options: { readonly missing?: readonly string[]; readonly columns?: readonly string[] } = {},
): NamedColumns {
  const missing = new Set([...USUAL_MISSING, ...(options.missing ?? [])]);
  const name = path.split('/').at(-1) ?? path;
  const { header, numeric } = survey(path, name, missing, options.columns);
  const wanted = options.columns ?? header;
  const table = readTable({
    name,
    spec: {
      file: name,
      columns: Object.fromEntries(wanted.map(column => [column, numeric.has(column) ? 'number' : 'text'])),
    },
    bytes: fileAt(path),
    columns: new Set(wanted),
    missing,
    lastDay: Number.POSITIVE_INFINITY,
    onePerPerson: false,
  });
  return {
    rows: table.rows,
    lines: table.lines,
    columns: new Map([...table.columns].map(([column, values]) => [column, byAlphabet(values)])),
    rejected: table.rejected,
  };
}

/** How many rows are looked at to guess a column's type; a text that comes later makes it one of texts all the same. */
function survey(
  path: string,
  name: string,
  missing: ReadonlySet<string>,
  columns: readonly string[] | undefined,
) {
  const given = fileAt(path);
  try {
    const file = isParquet(given) ? parquetAsCsv(name, given, columns ?? []) : given;
    if (file === given) refuseForeign(name, file);
    let header: string[] | undefined;
    let text = new Uint8Array(0);
    let fields: number[] = [];
    const words = [...missing];
    const mark = new Uint8Array(3);
    file.read(0, mark);
    const begin = mark[0] === 0xef && mark[1] === 0xbb && mark[2] === 0xbf ? 3 : 0;
    walkRows(file, begin, file.size, row => {
      if (header === undefined) {
        header = Array.from({ length: row.fields }, (_, k) => textOf(row, k));
        fields = header.flatMap((column, k) =>
          columns === undefined || columns.includes(column) ? [k] : [],
        );
        text = new Uint8Array(header.length);
        return true;
      }
      for (const k of fields) {
        if (text[k] === 1 || k >= row.fields || row.from[k] === row.to[k]) continue;
        if (Number.isNaN(numberIn(row.bytes, row.from[k], row.to[k])) && !words.includes(textOf(row, k)))
          text[k] = 1;
      }
      return true;
    });
    if (header === undefined)
      throw new StudyRefusal(`${name} is empty: it has no header line. Nothing was read.`);
    const all: readonly string[] = header;
    return { header: all, numeric: new Set(all.filter((_, k) => text[k] === 0)) };
  } finally {
    given.close();
  }
}

function byAlphabet(column: Column): Column {
  if (column.kind !== 'category') return column;
  const levels = [...column.levels].sort((a, b) => (a < b ? -1 : 1));
  const place = new Map(levels.map((level, k) => [level, k]));
  const codes = column.codes.map(code => (code === -1 ? -1 : (place.get(column.levels[code]) ?? -1)));
  return { kind: 'category', levels, codes };
}
