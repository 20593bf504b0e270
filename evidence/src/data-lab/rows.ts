import { fileOf } from '../extract/data-file.ts';
import { refuseForeign } from '../extract/foreign.ts';
import { fieldOf, readHeader } from '../extract/header.ts';
import { brokenQuotation, longRow } from '../extract/refusals.ts';
import { rowReader } from '../extract/row-at.ts';
import { textOf } from '../extract/split-row.ts';

/** A row of a file as texts, in the order of the columns that were asked for; '' where there is no such column. */
export interface TextRow {
  readonly line: number;
  readonly cells: readonly string[];
}

/**
 * Every row of a CSV file as texts; rows with too few or too many values are faults by their line.
 *
 * @throws StudyRefusal for what is no CSV in UTF-8, and for a needed column that is not there
 */
export function rowsOfText(
  { name, bytes }: { readonly name: string; readonly bytes: Uint8Array },
  wanted: readonly { readonly column: string; readonly required: boolean }[],
): {
  readonly rows: readonly TextRow[];
  readonly faults: readonly { readonly line: number; readonly field: string; readonly message: string }[];
} {
  const file = fileOf(bytes);
  refuseForeign(name, file);
  const { names, begin, passed } = readHeader(file, name);
  const fields = wanted.map(({ column, required }) =>
    required || names.includes(column) ? fieldOf(column, names, name) : -1,
  );
  const rowAt = rowReader(file);
  const rows: TextRow[] = [];
  const faults: { line: number; field: string; message: string }[] = [];
  let place = begin;
  let line = passed;
  for (;;) {
    const row = rowAt(place);
    if (row === 'end') return { rows, faults };
    if (row === 'broken') throw brokenQuotation(name, line + 1);
    if (row === 'long') throw longRow(name, line + 1);
    place = row.next;
    line += Math.max(1, row.lineEnds);
    if (row.blank) continue;
    if (row.fields !== names.length) {
      faults.push({
        line,
        field: 'the whole row',
        message: `has ${row.fields} values under ${names.length} columns`,
      });
      continue;
    }
    const cells = fields.map(field => (field === -1 ? '' : textOf(row, field)));
    if (cells.every(cell => cell !== undefined)) rows.push({ line, cells });
    else faults.push({ line, field: 'the whole row', message: 'is not written in UTF-8' });
  }
}
