import { CsvError, parse } from 'csv-parse/sync';
import { Refused } from '../refused.ts';
import type { ArrivingMap, Field } from './map.ts';

/** One row of the file, by the fields that the map names. */
export interface SheetRow {
  /** The line in the file on which it begins; the headings are on line 1. */
  readonly line: number;
  /** Null where it has another number of cells than there are headings: nobody knows what is in which. */
  readonly cells: Readonly<Partial<Record<Field, string>>> | null;
}

/**
 * The rows of a CSV file. A file in which rows cannot be told apart, or with headings other than the map says, is refused
 * whole; a row with too few or too many cells is that row's own fault. Lines with nothing on them are no rows.
 */
export function readSheet(text: string, map: ArrivingMap): Sheet {
  const parting = partingOf(text, map);
  const [first, ...rest] = recordsOf(text, partings[parting]);
  const headings = (first?.cells ?? []).map(one => one.trim());
  const fields = fieldsOf(headings, map);
  const rows = rest.map(({ line, cells }) => ({
    line,
    cells: cells.length === headings.length ? byField(fields, cells) : null,
  }));
  return { parting, rows };
}

/** What cells are parted by: spreadsheets in many countries write semicolons where others write commas. */
const partings = { commas: ',', semicolons: ';', tabs: '\t' } as const;
export type Parting = keyof typeof partings;

export interface Sheet {
  /** As the headings show it, which are known: so it is never guessed. */
  readonly parting: Parting;
  readonly rows: readonly SheetRow[];
}

/** By which the first line parts into the headings that the map names: the most of them, and commas where none does. */
function partingOf(text: string, { columns, leaveOut }: ArrivingMap): Parting {
  const named = [...Object.values(columns), ...leaveOut];
  const found = (parting: Parting) => {
    const headings = new Set(headingsOf(text, partings[parting]));
    return named.filter(one => headings.has(one)).length;
  };
  return (Object.keys(partings) as Parting[]).reduce((best, one) => (found(one) > found(best) ? one : best));
}

function headingsOf(text: string, delimiter: string): string[] {
  try {
    const read = parse(text, {
      delimiter,
      to: 1,
      relax_column_count: true,
      relax_quotes: true,
      record_delimiter: ['\r\n', '\n', '\r'],
    });
    return (read[0] ?? []).map(one => one.trim());
  } catch (error) {
    // What is wrong with the file is said when it is read.
    if (error instanceof CsvError) return [];
    throw error;
  }
}

function byField(fields: ReadonlyMap<number, Field>, cells: readonly string[]): SheetRow['cells'] {
  return Object.fromEntries([...fields].map(([index, field]) => [field, cells[index].trim()]));
}

function recordsOf(text: string, delimiter: string): { line: number; cells: string[] }[] {
  try {
    const read = parse(text, {
      delimiter,
      info: true,
      relax_column_count: true,
      record_delimiter: ['\r\n', '\n', '\r'],
    }) as unknown as { record: string[]; info: { bytes: number } }[];
    const lineAt = lineCounter(text);
    let from = 0;
    const records = read.map(({ record, info }) => {
      const line = lineAt(from);
      from = info.bytes;
      return { line, cells: record };
    });
    return records.filter(({ cells }) => cells.length !== 1 || cells[0].trim() !== '');
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    // What the library says quotes the file, and what stands there may be a name.
    throw new Refused(
      `From line ${String(error['lines'])} on it cannot be told where a cell ends: a quotation mark is missing or too ` +
        'many. Nothing was taken in. Put the cell right, or save the file as CSV again.',
    );
  }
}

/** Gives the line on which a byte stands; asked in order, it reads the text once. */
function lineCounter(text: string): (byte: number) => number {
  const bytes = Buffer.from(text);
  let line = 1;
  let at = 0;
  return byte => {
    for (; at < byte; at++) {
      const isLone = bytes[at] === 0x0d && bytes[at + 1] !== 0x0a;
      if (bytes[at] === 0x0a || isLone) line++;
    }
    return line;
  };
}

function fieldsOf(headings: readonly string[], { columns, leaveOut }: ArrivingMap): Map<number, Field> {
  const twice = headings.find((one, index) => headings.indexOf(one) !== index);
  const missing = [...Object.values(columns), ...leaveOut].filter(one => !headings.includes(one));
  if (missing.length > 0) {
    // What the first line holds instead is not said: without headings it is a person.
    throw new Refused(
      `The first line of the file has no heading ${quoted(missing)}. Nothing was taken in. Headings are written in the ` +
        `map exactly as in the file, and cells are parted by commas, semicolons or tabs; this first line has ${headings.length} cells.`,
    );
  }
  if (twice !== undefined) {
    throw new Refused(
      `The heading “${twice}” stands there twice. Nothing was taken in. Name one of them anew.`,
    );
  }
  const fields = new Map<number, Field>();
  for (const [field, heading] of Object.entries(columns)) {
    fields.set(headings.indexOf(heading), field as Field);
  }
  const unnamed = headings.filter((one, index) => !fields.has(index) && !leaveOut.includes(one));
  if (unnamed.length > 0) {
    throw new Refused(
      `The map does not say what becomes of the column ${quoted(unnamed)}. Nothing was taken in. Name it under ` +
        '“columns”, or under “leaveOut” if it is not to be taken in.',
    );
  }
  return fields;
}

const quoted = (headings: readonly string[]) => headings.map(one => `“${one}”`).join(', ');
