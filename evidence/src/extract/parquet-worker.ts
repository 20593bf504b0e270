import { parquetMetadataAsync, parquetRead, parquetSchema } from 'hyparquet';
import type { AsyncBuffer } from 'hyparquet';
import { fileAt, fileOf } from './data-file.ts';
import type { ParquetRequest } from './parquet.ts';

const ROWS_AT_ONCE = 50_000;

export default async function readParquet(
  input: unknown,
): Promise<{ result: Uint8Array; transfer: ArrayBuffer[] }> {
  const { path, bytes, columns } = input as ParquetRequest;
  const file = path === undefined ? fileOf(bytes ?? new Uint8Array()) : fileAt(path);
  const buffer: AsyncBuffer = {
    byteLength: file.size,
    slice(start, end = file.size) {
      const piece = new Uint8Array(end - start);
      file.read(start, piece);
      return piece.buffer;
    },
  };
  try {
    const metadata = await parquetMetadataAsync(buffer);
    const there = parquetSchema(metadata).children.map(({ element }) => element.name);
    const wanted = there.filter(name => columns.includes(name));
    // All names stand in the header, so that a missing one is told as of any file; only wanted ones have values.
    const places = wanted.map(name => there.indexOf(name));
    const pieces: Uint8Array[] = [encoded(`${there.map(quoted).join(',')}\n`)];
    const total = Number(metadata.num_rows);
    for (let rowStart = 0; wanted.length > 0 && rowStart < total; rowStart += ROWS_AT_ONCE) {
      const rowEnd = Math.min(rowStart + ROWS_AT_ONCE, total);
      await parquetRead({
        file: buffer,
        metadata,
        columns: wanted,
        rowStart,
        rowEnd,
        onComplete: (rows: unknown[][]) => {
          pieces.push(encoded(rows.map(row => line(row, places, there.length)).join('')));
        },
      });
    }
    const result = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
    let at = 0;
    for (const piece of pieces) {
      result.set(piece, at);
      at += piece.length;
    }
    return { result, transfer: [result.buffer] };
  } finally {
    file.close();
  }
}

function line(row: readonly unknown[], places: readonly number[], width: number): string {
  const cells = Array.from({ length: width }, () => '');
  places.forEach((place, k) => {
    cells[place] = quoted(cell(row[k]));
  });
  return `${cells.join(',')}\n`;
}

function cell(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? '' : value.toISOString().slice(0, 10);
  if (typeof value === 'number' && Number.isNaN(value)) return '';
  if (typeof value === 'object') return JSON.stringify(value);
  return typeof value === 'string' ? value : `${value as number | bigint | boolean}`;
}

function quoted(text: string): string {
  return /[",\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

const encoder = new TextEncoder();
const encoded = (text: string): Uint8Array => encoder.encode(text);
