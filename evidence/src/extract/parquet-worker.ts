import { brotliDecompressSync, gunzipSync, zstdDecompressSync } from 'node:zlib';
import { parquetMetadataAsync, parquetRead, parquetSchema } from 'hyparquet';
import type { AsyncBuffer, Compressors, FileMetaData, SchemaElement, SchemaTree } from 'hyparquet';
import type { Body } from './body.ts';
import { valuesOf } from './columns.ts';
import { fileAt, fileOf } from './data-file.ts';
import type { DataFile } from './data-file.ts';
import { fieldOf } from './header.ts';
import type { NamedRequest, ParquetColumn, ParquetTask } from './parquet.ts';
import { valueTyper } from './typed-values.ts';

/** What writers of Parquet use besides Snappy. */
const compressors: Compressors = {
  GZIP: input => gunzipSync(input),
  BROTLI: input => brotliDecompressSync(input),
  ZSTD: input => zstdDecompressSync(input),
};

interface Answer {
  readonly result: Body | ParquetColumn[];
  readonly transfer?: ArrayBuffer[];
}

export default async function readParquet(input: unknown): Promise<Answer> {
  const { path, bytes, request } = input as ParquetTask;
  const file = path === undefined ? fileOf(bytes ?? new Uint8Array()) : fileAt(path);
  try {
    const buffer = bufferOf(file);
    const metadata = await parquetMetadataAsync(buffer);
    const columns = parquetSchema(metadata).children.map(child => ({
      name: child.element.name,
      isNumber: holdsNumbers(child),
    }));
    if (request === undefined) return { result: columns };
    const names = columns.map(({ name }) => name);
    const body = await readRows(buffer, metadata, names, request);
    const arrays = [body.lines, ...[...body.columns.values()].map(valuesOf)];
    return { result: body, transfer: arrays.map(({ buffer: own }) => own as ArrayBuffer) };
  } finally {
    file.close();
  }
}

function bufferOf(file: DataFile): AsyncBuffer {
  return {
    byteLength: file.size,
    slice(start, end = file.size) {
      const piece = new Uint8Array(end - start);
      file.read(start, piece);
      return piece.buffer;
    },
  };
}

function holdsNumbers({ element, children }: SchemaTree): boolean {
  if (children.length > 0 || element.repetition_type === 'REPEATED') return false;
  return isDecimal(element) || (isPlainNumber(element) && !isTime(element));
}

const isDecimal = ({ converted_type: old, logical_type: now }: SchemaElement): boolean =>
  old === 'DECIMAL' || now?.type === 'DECIMAL' || now?.type === 'FLOAT16';
const isPlainNumber = ({ type }: SchemaElement): boolean =>
  type === 'INT32' || type === 'INT64' || type === 'FLOAT' || type === 'DOUBLE';
const isTime = ({ converted_type: old, logical_type: now }: SchemaElement): boolean =>
  /^(?:DATE|TIME)/.test(old ?? '') || /^(?:DATE|TIME)/.test(now?.type ?? '');

/** One column after the other of each group of rows, so that never more than that is held besides what is typed. */
async function readRows(
  buffer: AsyncBuffer,
  metadata: FileMetaData,
  names: readonly string[],
  request: NamedRequest,
): Promise<Body> {
  const { id, wanted } = request;
  for (const column of [...(id === undefined ? [] : [id]), ...wanted.map(({ name }) => name)]) {
    fieldOf(column, names, request.file);
  }
  const groups = metadata.row_groups.map(group => Number(group.num_rows));
  const rows = groups.reduce((sum, count) => sum + count, 0);
  if (rows !== Number(metadata.num_rows)) throw new Error('parquet row counts do not agree');
  const typer = valueTyper(rows, request);
  let from = 0;
  for (const count of groups) {
    if (id !== undefined) typer.ids(from, await readGroup(buffer, metadata, id, from, count));
    for (const [k, { name }] of wanted.entries()) {
      typer.cells(k, from, await readGroup(buffer, metadata, name, from, count));
    }
    from += count;
  }
  return typer.finish();
}

/** The values of a column in a group of rows. */
async function readGroup(
  file: AsyncBuffer,
  metadata: FileMetaData,
  column: string,
  rowStart: number,
  rows: number,
): Promise<ArrayLike<unknown>> {
  const pieces: { readonly from: number; readonly values: ArrayLike<unknown> }[] = [];
  await parquetRead({
    file,
    metadata,
    columns: [column],
    rowStart,
    rowEnd: rowStart + rows,
    compressors,
    onChunk: ({ columnData, rowStart: from }) => {
      pieces.push({ from: from - rowStart, values: columnData });
    },
  });
  // A hole would pass for missing values.
  const there = pieces.reduce((sum, { values }) => sum + values.length, 0);
  if (there !== rows) throw new Error('parquet columns differ in length');
  if (pieces.length === 1) return pieces[0].values;
  const all: unknown[] = Array.from({ length: rows });
  for (const { from, values } of pieces) for (let k = 0; k < values.length; k++) all[from + k] = values[k];
  return all;
}
