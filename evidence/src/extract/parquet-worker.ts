import { brotliDecompressSync, gunzipSync, zstdDecompressSync } from 'node:zlib';
import { parquetMetadataAsync, parquetRead, parquetSchema } from 'hyparquet';
import type { AsyncBuffer, Compressors, FileMetaData } from 'hyparquet';
import type { Body } from './body.ts';
import { joinBodies } from './join-bodies.ts';
import { valuesOf } from './columns.ts';
import { fileAt, fileOf } from './data-file.ts';
import { fieldOf } from './header.ts';
import type { NamedRequest, ParquetTask } from './parquet.ts';
import { readPiece } from './parquet-piece.ts';

const ROWS_AT_ONCE = 1 << 16;

/** What writers of Parquet use besides Snappy. */
const compressors: Compressors = {
  GZIP: input => gunzipSync(input),
  BROTLI: input => brotliDecompressSync(input),
  ZSTD: input => zstdDecompressSync(input),
};

interface Answer {
  readonly result: Body | string[];
  readonly transfer?: ArrayBuffer[];
}

export default async function readParquet(input: unknown): Promise<Answer> {
  const { path, bytes, request, most } = input as ParquetTask;
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
    const names = parquetSchema(metadata).children.map(({ element }) => element.name);
    if (request === undefined) return { result: names };
    const body = await readRows(buffer, metadata, names, request, most);
    const arrays = [body.lines, ...[...body.columns.values()].map(valuesOf)];
    return { result: body, transfer: [...new Set(arrays.map(({ buffer: own }) => own as ArrayBuffer))] };
  } finally {
    file.close();
  }
}

/** Group by group of rows, as the file is made, and in each piece by piece. */
async function readRows(
  buffer: AsyncBuffer,
  metadata: FileMetaData,
  names: readonly string[],
  request: NamedRequest,
  most: number,
): Promise<Body> {
  const columns = [
    ...(request.id === undefined ? [] : [request.id]),
    ...request.wanted.map(({ name }) => name),
  ];
  for (const column of columns) fieldOf(column, names, request.file);
  const wanted = [...new Set(columns)];
  const bodies: Body[] = [readPiece([], 0, 0, 0, wanted, request)];
  let groupStart = 0;
  for (const group of metadata.row_groups) {
    const groupRows = Math.min(Number(group.num_rows), most - groupStart);
    if (groupRows <= 0) continue;
    const values =
      wanted.length === 0 ? [] : await readGroup(buffer, metadata, wanted, groupStart, groupRows);
    for (let from = 0; from < groupRows; from += ROWS_AT_ONCE) {
      const to = Math.min(from + ROWS_AT_ONCE, groupRows);
      bodies.push(readPiece(values, from, to, groupStart, wanted, request));
    }
    groupStart += groupRows;
  }
  return joinBodies(bodies);
}

async function readGroup(
  file: AsyncBuffer,
  metadata: FileMetaData,
  columns: string[],
  rowStart: number,
  rows: number,
): Promise<ArrayLike<unknown>[]> {
  const values: unknown[][] = columns.map(() => []);
  await parquetRead({
    file,
    metadata,
    columns,
    rowStart,
    rowEnd: rowStart + rows,
    compressors,
    onChunk({ columnName, columnData, rowStart: from }) {
      const own = values[columns.indexOf(columnName)];
      for (let k = 0; k < columnData.length; k++) own[from - rowStart + k] = columnData[k];
    },
  });
  return values;
}
