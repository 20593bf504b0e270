import { startSideWork } from '@throughcare/numerics';
import { StudyRefusal } from '../refusal.ts';
import type { Body, BodyRequest } from './body.ts';
import type { DataFile } from './data-file.ts';

/** What to read of a file, its columns by name. */
export interface NamedRequest extends Omit<BodyRequest, 'fields' | 'id' | 'wanted'> {
  readonly id: string | undefined;
  readonly wanted: readonly Omit<BodyRequest['wanted'][number], 'field'>[];
}

/** A column of a Parquet file, which says itself whether it holds numbers. */
export interface ParquetColumn {
  readonly name: string;
  readonly isNumber: boolean;
}

/** What the side thread is asked: a `Body`, or the file's columns where nothing is requested. */
export interface ParquetTask {
  readonly path: string | undefined;
  /** The file itself where it lies in memory. */
  readonly bytes: Uint8Array | undefined;
  readonly request: NamedRequest | undefined;
}

/**
 * Reads and types the asked-for columns of a Parquet file by the rules of any other file; other columns are not read.
 * Days are days, moments the day they fall on in UTC, true and false words, null is missing. The first row is called
 * line 2.
 *
 * @param beside what this thread does meanwhile
 * @throws StudyRefusal for a file that is damaged or cut off, for a missing or doubled column
 */
export function readParquet(file: DataFile, request: NamedRequest, beside?: () => void): Body {
  const work = startSideWork<Body>(WORKER, taskFor(file, request));
  try {
    beside?.();
    return work.wait();
  } catch (error) {
    throw refusalFor(request.file, error);
  }
}

/** The columns of a Parquet file. */
export function parquetColumns(file: DataFile, name: string): ParquetColumn[] {
  try {
    return startSideWork<ParquetColumn[]>(WORKER, taskFor(file, undefined)).wait();
  } catch (error) {
    throw refusalFor(name, error);
  }
}

const WORKER = new URL('./parquet-worker.ts', import.meta.url);

function taskFor(file: DataFile, request: NamedRequest | undefined): ParquetTask {
  const bytes = file.path === undefined ? new Uint8Array(file.size) : undefined;
  if (bytes !== undefined) file.read(0, bytes);
  return { path: file.path, bytes, request };
}

function refusalFor(name: string, error: unknown): StudyRefusal {
  const { name: kind, message } = error instanceof Error ? error : new Error(String(error));
  if (kind === 'StudyRefusal') return new StudyRefusal(message);
  const codec = /compression codec: (\w+)/.exec(message);
  if (codec !== null) {
    return new StudyRefusal(
      `${name} is compressed by ${codec[1]}, which is not read here. Write it with Snappy, Zstandard, gzip, Brotli or no compression; nothing was analysed.`,
    );
  }
  // What stumbled over damage in its own terms says nothing to a reader.
  const detail = message.startsWith('parquet ') ? ` (${message})` : '';
  return new StudyRefusal(
    `${name} cannot be read as Parquet${detail}. It was cut off or damaged; nothing was analysed. Fetch the file again.`,
  );
}
