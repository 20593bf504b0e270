import { isTextCell } from './cell-rule.ts';
import type { DataFile } from './data-file.ts';
import type { Header } from './header.ts';
import { rowReader } from './row-at.ts';
import { textOf } from './split-row.ts';

/** Which of some fields hold a text in the first rows. Rows that fit no header do not count. */
export function sampleTexts(
  file: DataFile,
  { names, begin }: Header,
  rows: number,
  fields: readonly number[],
  missing: ReadonlySet<string>,
): Set<number> {
  const rowAt = rowReader(file);
  const texts = new Set<number>();
  let place = begin;
  for (let k = 0; k < rows; k++) {
    const row = rowAt(place);
    if (typeof row === 'string') break;
    place = row.next;
    if (row.blank || row.fields !== names.length) continue;
    for (const field of fields) {
      if (!texts.has(field) && isTextCell(textOf(row, field), missing)) texts.add(field);
    }
  }
  return texts;
}
