import { startSideWork } from '@throughcare/numerics';
import { StudyRefusal } from '../refusal.ts';
import { fileOf } from './data-file.ts';
import type { DataFile } from './data-file.ts';

/** What the side thread is asked, and what it answers. */
export interface ParquetRequest {
  readonly path: string | undefined;
  /** The file itself where it lies in memory. */
  readonly bytes: Uint8Array | undefined;
  readonly columns: readonly string[];
}

/**
 * The asked-for columns of a Parquet file as CSV, so that one parser types both. Other columns are not read. Days are
 * written YYYY-MM-DD, moments by their day in UTC, true and false as words, nothing for null.
 *
 * @throws StudyRefusal for a file that is damaged or cut off
 */
export function parquetAsCsv(name: string, file: DataFile, columns: readonly string[]): DataFile {
  const bytes = file.path === undefined ? new Uint8Array(file.size) : undefined;
  if (bytes !== undefined) file.read(0, bytes);
  const request: ParquetRequest = { path: file.path, bytes, columns };
  const work = startSideWork<Uint8Array>(new URL('./parquet-worker.ts', import.meta.url), request);
  try {
    return fileOf(work.wait());
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    throw new StudyRefusal(
      `${name} cannot be read as Parquet (${detail}). It was cut off or damaged; nothing was analysed. Fetch the file again.`,
    );
  }
}
