import { startSideWork } from '@throughcare/numerics';
import { StudyRefusal } from '../refusal.ts';
import type { Body, BodyRequest } from './body.ts';
import type { DataFile } from './data-file.ts';

/** What to read of a file, its columns by name. */
export interface NamedRequest extends Omit<BodyRequest, 'fields' | 'id' | 'wanted'> {
  readonly id: string | undefined;
  readonly wanted: readonly Omit<BodyRequest['wanted'][number], 'field'>[];
}

/** What the side thread is asked; it answers with a `Body`. */
export interface ParquetTask {
  readonly path: string | undefined;
  /** The file itself where it lies in memory. */
  readonly bytes: Uint8Array | undefined;
  /** Nothing: only the names of its columns. */
  readonly request: NamedRequest | undefined;
  /** How many rows are read at most. */
  readonly most: number;
}

/**
 * Reads and types the asked-for columns of a Parquet file by the rules of any other file; other columns are not read.
 * Days are typed as YYYY-MM-DD, moments by their day in UTC, true and false as words, null as missing. The first row is
 * called line 2.
 *
 * @throws StudyRefusal for a file that is damaged or cut off, for a missing or doubled column
 */
export function readParquet(
  file: DataFile,
  request: NamedRequest,
  { most = Number.POSITIVE_INFINITY, beside }: { most?: number; beside?: () => void } = {},
): Body {
  const work = startSideWork<Body>(WORKER, taskFor(file, request, most));
  try {
    beside?.();
    return work.wait();
  } catch (error) {
    throw refusalFor(request.file, error);
  }
}

/** The names of a Parquet file's columns. */
export function parquetNames(file: DataFile, name: string): string[] {
  try {
    return startSideWork<string[]>(WORKER, taskFor(file, undefined, 0)).wait();
  } catch (error) {
    throw refusalFor(name, error);
  }
}

const WORKER = new URL('./parquet-worker.ts', import.meta.url);

function taskFor(file: DataFile, request: NamedRequest | undefined, most: number): ParquetTask {
  const bytes = file.path === undefined ? new Uint8Array(file.size) : undefined;
  if (bytes !== undefined) file.read(0, bytes);
  return { path: file.path, bytes, request, most };
}

function refusalFor(name: string, error: unknown): StudyRefusal {
  const { name: kind, message } = error instanceof Error ? error : new Error(String(error));
  if (kind === 'StudyRefusal') return new StudyRefusal(message);
  return new StudyRefusal(
    `${name} cannot be read as Parquet (${message}). It was cut off or damaged; nothing was analysed. Fetch the file again.`,
  );
}
