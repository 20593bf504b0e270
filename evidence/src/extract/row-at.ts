import type { DataFile } from './data-file.ts';
import { emptyRow, splitRow } from './split-row.ts';
import type { Row } from './split-row.ts';

/** A row longer than this is read as a mistake. */
export const LONGEST_ROW = 1 << 26;
const WINDOW = 1 << 18;

/** Why there is no row: the file ends, a quotation that nobody can follow, a row beyond `LONGEST_ROW`. */
export type NoRow = 'end' | 'broken' | 'long';

/**
 * Reads rows of a file one by one through a window. `rowAt(place)` gives the row that begins there, good until the next
 * call; its `next` counts from the beginning of the file.
 */
export function rowReader(file: DataFile): (place: number) => Row | NoRow {
  const row = emptyRow();
  let bytes = new Uint8Array(Math.max(1, Math.min(WINDOW, file.size)));
  let base = 0;
  let filled = 0;
  return place => {
    if (place >= file.size) return 'end';
    let at = place - base;
    for (;;) {
      const split =
        at >= 0 && at < filled ? splitRow(row, bytes, at, filled, base + filled >= file.size) : 'cut';
      if (split === 'broken') return 'broken';
      if (split === 'whole') {
        row.next += base;
        return row;
      }
      if (at === 0 && filled > 0) {
        // The row fills the window.
        if (bytes.length >= LONGEST_ROW) return 'long';
        bytes = new Uint8Array(bytes.length * 2);
      }
      base = place;
      filled = file.read(base, bytes);
      at = 0;
      if (filled === 0) return 'end';
    }
  };
}
