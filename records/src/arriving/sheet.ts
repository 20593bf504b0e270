import { CsvError, parse } from 'csv-parse/sync';
import { Refused } from '../refused.ts';
import { lookThrough, type Looked } from './encoding.ts';
import type { Field, SheetName } from './fields.ts';
import { fieldsOf, knownHeadings } from './headings.ts';
import type { ArrivingMap, SheetMap } from './map.ts';
import type { SourceFile } from './source-file.ts';
import { splitRows, unclosed, type RowBytes } from './split-rows.ts';

/** One row of a file, by the fields that the map names. */
export interface SheetRow {
  /** The line in the file on which it begins; the headings are on line 1. */
  readonly line: number;
  /** Where it lies in the file, so that it can be read again alone. */
  readonly at: number;
  readonly length: number;
  /** Where nobody knows what is in which, why. */
  readonly cells: Readonly<Partial<Record<Field, string>>> | 'ragged' | 'too long';
}

/** What cells are parted by: spreadsheets in many countries write semicolons where others write commas. */
const partings = { commas: ',', semicolons: ';', tabs: '\t' } as const;
export type Parting = keyof typeof partings;

/** A file of which the headings are known and the rows can be read, in their order or one alone. */
export interface Sheet {
  readonly name: SheetName;
  readonly file: string;
  readonly sha256: string;
  /** As the headings show it, which are known: so it is never guessed. */
  readonly parting: Parting;
  readonly fields: readonly Field[];
  /** A file in which rows cannot be told apart is refused; too few or too many cells are that row's own fault. */
  rows(): AsyncIterable<readonly SheetRow[]>;
  rowAt(place: Pick<SheetRow, 'line' | 'at' | 'length'>): Promise<SheetRow>;
  /** Refuses where somebody wrote the file since it was opened. */
  refuseChanged(): Promise<void>;
  close(): Promise<void>;
}

/** Reads the file through once for its encoding and its hash, then the headings. */
export async function openSheet(
  source: SourceFile,
  name: SheetName,
  { encoding: expected }: Pick<ArrivingMap, 'encoding'>,
  map: SheetMap,
): Promise<Sheet> {
  const stamp = await source.stamp();
  const looked = await lookThrough(source, expected);
  const decoder = new TextDecoder(looked.encoding, { ignoreBOM: true });
  const { parting, headings } = await headingsOf(source, looked, map, name);
  const fields = fieldsOf(headings, name, map);
  const rowOf = ({ bytes, ...where }: RowBytes): SheetRow | null => {
    if (bytes === null) return { ...where, cells: 'too long' };
    const cells = cellsIn(decoder.decode(bytes), partings[parting], where.line);
    if (cells.length === 1 && cells[0].trim() === '') return null;
    if (cells.length !== headings.length) return { ...where, cells: 'ragged' };
    return {
      ...where,
      cells: Object.fromEntries([...fields].map(([index, field]) => [field, cells[index].trim()])),
    };
  };
  return {
    name,
    file: source.name,
    sha256: looked.sha256,
    parting,
    fields: [...fields.values()],
    async *rows() {
      let isFirst = true;
      for await (const some of rowsOf(source, looked, partings[parting])) {
        const rows = isFirst ? some.slice(1) : some;
        if (some.length > 0) isFirst = false;
        yield rows.map(rowOf).filter(row => row !== null);
      }
    },
    async rowAt({ line, at, length }) {
      const bytes = await source.read(at, length);
      const row = rowOf({ line, at, length, bytes });
      if (row === null || bytes.length !== length) throw changed();
      return row;
    },
    async refuseChanged() {
      if ((await source.stamp()) !== stamp) throw changed();
    },
    close: () => source.close(),
  };
}

function changed(): Refused {
  return new Refused(
    'The file was changed while it was read. What was taken in until then is whole, and the rest was not begun. Close it ' +
      'wherever it is open, and run this again: nothing is done twice.',
  );
}

async function* rowsOf(source: SourceFile, looked: Looked, delimiter: string): AsyncGenerator<RowBytes[]> {
  const splitter = splitRows(looked, delimiter);
  for await (const chunk of source.chunks()) yield splitter.add(chunk);
  yield splitter.end();
}

/** The first line, parted into the headings that the map names: by what gives the most of them, and commas where none does. */
async function headingsOf(source: SourceFile, looked: Looked, map: SheetMap, name: SheetName) {
  const known = new Set(knownHeadings(map, name));
  let best: { parting: Parting; headings: string[]; found: number } | undefined;
  for (const parting of Object.keys(partings) as Parting[]) {
    const cells = await firstCells(source, looked, partings[parting]);
    const headings = cells.map(one => one.trim());
    const found = new Set(headings.filter(one => known.has(one))).size;
    if (!best || found > best.found) best = { parting, headings, found };
  }
  return best!;
}

async function firstCells(source: SourceFile, looked: Looked, delimiter: string): Promise<string[]> {
  for await (const [first] of rowsOf(source, looked, delimiter)) {
    if (first === undefined) continue;
    if (first.bytes === null) return [];
    const text = new TextDecoder(looked.encoding).decode(first.bytes);
    return parse(text, { delimiter, relax_column_count: true, relax_quotes: true })[0] ?? [];
  }
  return [];
}

function cellsIn(text: string, delimiter: string, line: number): string[] {
  try {
    // No line end within a row is its end: the row was parted off already.
    const [cells, ...more] = parse(text, { delimiter, relax_column_count: true, record_delimiter: ['\r\n'] });
    if (more.length > 0) throw new Refused(unclosed(line));
    return cells ?? [''];
  } catch (error) {
    if (error instanceof CsvError) throw new Refused(unclosed(line));
    throw error;
  }
}
