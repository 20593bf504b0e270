/** A table in memory: a header and rows of cells as they will be written. An empty cell is missing. */
export interface Table {
  readonly header: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

const LINES_AT_ONCE = 4096;

/**
 * The table as CSV: a header line, LF, in pieces of a few thousand lines.
 *
 * @throws RangeError when a cell holds a comma, quote or line break
 */
export function* csvPieces(table: Table): Iterable<string> {
  yield `${line(table.header)}\n`;
  for (let from = 0; from < table.rows.length; from += LINES_AT_ONCE) {
    yield table.rows
      .slice(from, from + LINES_AT_ONCE)
      .map(row => `${line(row)}\n`)
      .join('');
  }
}

// Every word of this world is invented and none needs quoting; one that did would be a fault of ours.
const NEEDS_QUOTES = /[",\r\n]/;

function line(cells: readonly string[]): string {
  for (const cell of cells) {
    if (NEEDS_QUOTES.test(cell)) throw new RangeError(`The cell ${JSON.stringify(cell)} would need quotes.`);
  }
  return cells.join(',');
}
