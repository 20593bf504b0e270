import { readBody } from './body.ts';
import type { Body } from './body.ts';
import { fileOf } from './data-file.ts';
import type { NamedRequest } from './parquet.ts';

/**
 * Types rows `from` to `to - 1` of a group of rows by the rules of any other file: they are written as CSV, a piece at a
 * time, and read as that.
 *
 * @param values for each column in `columns` the group's values
 * @param before rows before the group
 */
export function readPiece(
  values: readonly ArrayLike<unknown>[],
  from: number,
  to: number,
  before: number,
  columns: readonly string[],
  request: NamedRequest,
): Body {
  // Its first line end stands for the header's.
  const lines = ['\n'];
  const lineOfRow = new Int32Array(to - from);
  let line = 1;
  for (let row = from; row < to; row++) {
    const cells = values.map(column => quoted(cellText(column[row]), columns.length));
    const text = cells.join(',');
    line += 1 + (/[\r\n]/.test(text) ? (text.match(/\r\n|\r|\n/g)?.length ?? 0) : 0);
    lineOfRow[row - from] = line;
    lines.push(`${columns.length === 0 ? '""' : text}\n`);
  }
  const piece = new TextEncoder().encode(lines.join(''));
  const body = readBody(
    fileOf(piece),
    {
      ...request,
      fields: Math.max(1, columns.length),
      id: request.id === undefined ? -1 : columns.indexOf(request.id),
      wanted: request.wanted.map(column => ({ ...column, field: columns.indexOf(column.name) })),
    },
    1,
    1,
    1,
  );
  // Rows have numbers here, not lines: the first one is line 2.
  const shift = before + from;
  const straight = line === 1 + to - from;
  const numberOf = new Map<number, number>();
  if (!straight) lineOfRow.forEach((own, k) => numberOf.set(own, k + 2));
  const place = (own: number): number => (straight ? own : (numberOf.get(own) ?? own)) + shift;
  return {
    ...body,
    lines: body.lines.map(place),
    rejected: body.rejected.map(({ line: own, reason }) => ({ line: place(own), reason })),
  };
}

function cellText(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? '' : value.toISOString().slice(0, 10);
  if (typeof value === 'number' && Number.isNaN(value)) return '';
  if (typeof value === 'object')
    return JSON.stringify(value, (_, part: unknown) => (typeof part === 'bigint' ? String(part) : part));
  return typeof value === 'string' ? value : `${value as number | bigint | boolean}`;
}

/** A cell as CSV. An empty one that is alone in its row would make an empty line, which is no row. */
function quoted(text: string, columns: number): string {
  if (text === '') return columns === 1 ? '""' : '';
  return /[",\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
