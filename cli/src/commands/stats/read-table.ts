import { readFileSync, statSync } from 'node:fs';
import { basename } from 'node:path';
import { suggest } from '@throughcare/evidence';
import { parse } from 'csv-parse/sync';
import { StatsRefused, sayLines } from './refusal.ts';
import { typedColumn } from './typed-column.ts';
import type { Column } from './typed-column.ts';

/** The asked-for columns of a file, every row. */
export interface Table {
  readonly file: string;
  readonly rows: number;
  /** The line of each row; the header is line 1. */
  readonly lines: Int32Array;
  readonly columns: ReadonlyMap<string, Column>;
  readonly cautions: readonly string[];
}

/**
 * Reads columns of a CSV file: header first, separated by commas (or semicolons or tabs, if the header has no comma),
 * UTF-8, spaces around a value dropped. Every row has as many values as the header, or the file is refused.
 */
export function readTable(path: string, wanted: readonly string[], missing: ReadonlySet<string>): Table {
  const text = readText(path);
  const file = basename(path);
  let header: readonly string[] | undefined;
  let places: number[] = [];
  const lines: number[] = [];
  const ragged: number[] = [];
  const texts: string[][] = wanted.map(() => []);
  try {
    parse(text, {
      delimiter: delimiterOf(text),
      trim: true,
      relax_column_count: true,
      skip_empty_lines: true,
      relax_quotes: true,
      on_record: (record: string[], { lines: line }) => {
        if (header === undefined) {
          header = record;
          places = wanted.map(name => placeOf(name, record, file));
          return null;
        }
        if (record.length !== header.length) ragged.push(line);
        lines.push(line);
        for (let k = 0; k < places.length; k++) texts[k].push(record[places[k]] ?? '');
        return null;
      },
    });
  } catch (error) {
    if (error instanceof StatsRefused) throw error;
    throw new StatsRefused(
      `${file} cannot be read as CSV to its end (${error instanceof Error ? error.message : String(error)}). It was cut off, or a quotation mark does not match. Mend that line or fetch the file again.`,
    );
  }
  if (header === undefined) throw new StatsRefused(`${file} is empty: it has no header line.`);
  if (lines.length === 0) throw new StatsRefused(`${file} has a header and no rows below it.`);
  if (ragged.length > 0) {
    throw new StatsRefused(
      `${file} has another number of values than its header (${header.length}) in ${sayLines(ragged)}. It was cut off there, or a value holds an unquoted separator. Mend it or fetch it again; nothing was estimated.`,
    );
  }
  return {
    file,
    rows: lines.length,
    lines: Int32Array.from(lines),
    columns: new Map(wanted.map((name, k) => [name, typedColumn(name, texts[k], lines, missing)])),
    cautions: /[\r\n]$/.test(text)
      ? []
      : [`${file} does not end with a line break: if it was cut off, its last row may be wrong.`],
  };
}

function readText(path: string): string {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (stat === undefined) throw new StatsRefused(`There is no file at ${path}. Nothing was read.`);
  if (!stat.isFile()) throw new StatsRefused(`${path} is a folder; --data takes one file. Nothing was read.`);
  const text = readFileSync(path, 'utf8');
  if (text.slice(0, 1000).includes('\0')) {
    throw new StatsRefused(`${basename(path)} is not text in UTF-8. Save it as CSV in UTF-8 and try again.`);
  }
  return text.replace(/^\uFEFF/, '');
}

function delimiterOf(text: string): string {
  const header = text.slice(0, text.search(/[\r\n]|$/));
  return [',', '\t', ';'].find(separator => header.includes(separator)) ?? ',';
}

function placeOf(name: string, header: readonly string[], file: string): number {
  const at = header.indexOf(name);
  if (at === -1) throw new StatsRefused(`${file} has no column ${name}.${suggest(name, header)}`);
  if (header.indexOf(name, at + 1) !== -1) {
    throw new StatsRefused(`${file} has two columns called ${name}. Rename one of them.`);
  }
  return at;
}
