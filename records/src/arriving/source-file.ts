import { open, type FileHandle } from 'node:fs/promises';
import { Refused } from '../refused.ts';

/** A file that is read piece by piece, over and over, and never held whole. */
export interface SourceFile {
  /** Its name without its folder, as it stands in the report. */
  readonly name: string;
  chunks(): AsyncIterable<Buffer>;
  read(at: number, length: number): Promise<Buffer>;
  /** Changes when somebody writes it. */
  stamp(): Promise<string>;
  close(): Promise<void>;
}

const CHUNK = 64 * 1024;

/** Opens a file; what is read stays that file, also where another one is put in its place. */
export async function openSource(path: string, name: string): Promise<SourceFile> {
  const handle = await open(path, 'r');
  if (!(await handle.stat()).isFile()) {
    await handle.close();
    throw new Refused(
      `${path} is no file that can be read more than once. Nothing was taken in. Name a file.`,
    );
  }
  return ofHandle(handle, name);
}

/** The same of a file that is open already. */
export function ofHandle(handle: FileHandle, name: string): SourceFile {
  const read = async (at: number, length: number) => {
    const { bytesRead, buffer } = await handle.read(Buffer.allocUnsafe(length), 0, length, at);
    return buffer.subarray(0, bytesRead);
  };
  return {
    name,
    read,
    async *chunks() {
      for (let at = 0; ;) {
        const chunk = await read(at, CHUNK);
        if (chunk.length === 0) return;
        at += chunk.length;
        yield chunk;
      }
    },
    async stamp() {
      const { size, mtimeNs } = await handle.stat({ bigint: true });
      return `${size} ${mtimeNs}`;
    },
    close: () => handle.close(),
  };
}
