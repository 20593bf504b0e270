import { nearest } from '../protocol/nearest.ts';
import { StudyRefusal } from '../refusal.ts';
import { brokenQuotation, longRow } from './refusals.ts';
import type { DataFile } from './data-file.ts';
import { rowReader } from './row-at.ts';
import { textOf } from './split-row.ts';

/** The first row of a file that is no empty line. */
export interface Header {
  readonly names: readonly string[];
  /** Where the rows begin, and line ends before. */
  readonly begin: number;
  readonly passed: number;
}

/** @throws StudyRefusal for an empty file, and names that nobody can read */
export function readHeader(file: DataFile, name: string): Header {
  const rowAt = rowReader(file);
  let place = byteOrderMark(file);
  let passed = 0;
  for (;;) {
    const row = rowAt(place);
    if (row === 'broken') throw brokenQuotation(name, passed + 1);
    if (row === 'long') throw longRow(name, passed + 1);
    if (row === 'end')
      throw new StudyRefusal(`${name} is empty: it has no header line. Nothing was analysed.`);
    place = row.next;
    passed += row.lineEnds;
    if (row.blank) continue;
    const names = Array.from({ length: row.fields }, (_, field) => textOf(row, field));
    if (!names.every(text => text !== undefined)) {
      throw new StudyRefusal(
        `The header of ${name} is not written in UTF-8. Save the file as CSV in UTF-8; nothing was analysed.`,
      );
    }
    return { names, begin: place, passed };
  }
}

/** The field of a column. @throws StudyRefusal when there is none, or more than one */
export function fieldOf(column: string, names: readonly string[], file: string): number {
  const field = names.indexOf(column);
  if (field === -1) {
    const [only] = names;
    if (names.length === 1 && /[;\t|]/.test(only)) {
      throw new StudyRefusal(
        `${file} has one column only: its values seem to be parted by something else than commas. Save it as CSV with commas; nothing was analysed.`,
      );
    }
    throw new StudyRefusal(
      `${file} has no column ${column}.${suggestColumn(column, names)} Correct the protocol or the file; nothing was analysed.`,
    );
  }
  const again = names.indexOf(column, field + 1);
  if (again !== -1) {
    throw new StudyRefusal(
      `${file} has two columns of the same name: ${field + 1} and ${again + 1} of its first line. Rename one of them; nothing was analysed.`,
    );
  }
  return field;
}

/** The name that was meant, if one is near. The others are not repeated: where a file has no header, they are somebody. */
function suggestColumn(column: string, names: readonly string[]): string {
  const near = nearest(column, names);
  return near === undefined
    ? ` Its first line has ${names.length} cells and none of that name; the first line of a file names its columns.`
    : ` Did you mean ${near}?`;
}

function byteOrderMark(file: DataFile): number {
  const head = new Uint8Array(3);
  file.read(0, head);
  return head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf ? 3 : 0;
}
