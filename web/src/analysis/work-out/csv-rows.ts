/**
 * The rows of a CSV text (RFC 4180) as objects by column name. For the small files that this service itself writes;
 * a study's files go through the evidence room, which counts what it can't read.
 */
export function* csvRows(text: string): Generator<Readonly<Record<string, string>>> {
  let header: string[] | undefined;
  for (const cells of csvCells(text)) {
    if (header) yield Object.fromEntries(header.map((name, i) => [name, cells[i] ?? '']));
    else header = cells;
  }
}

function* csvCells(text: string): Generator<string[]> {
  const token = /("(?:[^"]|"")*"|[^,\r\n"]*)(,|\r?\n|$)/gy;
  let cells: string[] = [];
  while (token.lastIndex < text.length) {
    const found = token.exec(text);
    if (!found)
      throw new RangeError(
        `Line ${text.slice(0, token.lastIndex).split('\n').length} of the file is no CSV.`,
      );
    const [, cell, end] = found;
    cells.push(cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell);
    if (end === ',') continue;
    yield cells;
    cells = [];
    if (end === '') return;
  }
}
