import { createHash } from 'node:crypto';
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';

/** Bytes that are read piece by piece, from a disk or from memory. */
export interface DataFile {
  readonly size: number;
  /** Where it lies, when it lies on a disk: a second thread then reads it too. */
  readonly path: string | undefined;
  /** Copies bytes from `at` on into `into` and gives how many there were. */
  read(at: number, into: Uint8Array): number;
  close(): void;
}

/** A file on a disk, opened for reading. */
export function fileAt(path: string): DataFile {
  const handle = openSync(path, 'r');
  return {
    size: fstatSync(handle).size,
    path,
    read(at, into) {
      let got = 0;
      while (got < into.length) {
        const more = readSync(handle, into, got, into.length - got, at + got);
        if (more === 0) break;
        got += more;
      }
      return got;
    },
    close: () => closeSync(handle),
  };
}

/** Bytes that are in memory already. */
export function fileOf(bytes: Uint8Array): DataFile {
  return {
    size: bytes.length,
    path: undefined,
    read(at, into) {
      const piece = bytes.subarray(at, at + into.length);
      into.set(piece);
      return piece.length;
    },
    close: () => undefined,
  };
}

/** The SHA-256 of all of a file's bytes, in hexadecimal. */
export function sha256Of(file: DataFile): string {
  const hash = createHash('sha256');
  const window = new Uint8Array(Math.min(Math.max(file.size, 1), 1 << 20));
  for (let at = 0; at < file.size; at += window.length) {
    hash.update(window.subarray(0, file.read(at, window)));
  }
  return hash.digest('hex');
}
