import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { closeSync, fsyncSync, openSync, readSync, writeSync } from 'node:fs';
import { Refused } from '../refused.ts';

/** What a piece of a backup is: something said about it, rows of a table, or its end. */
export type PieceKind = 'said' | 'rows' | 'end';

export interface Piece {
  readonly kind: PieceKind;
  readonly content: Buffer;
}

const BEGINS = Buffer.from('Throughcare backup 1\n');
const SALT = 16;
const TAG = 16;
const codes: readonly PieceKind[] = ['said', 'rows', 'end'];
/** No piece that we write is longer. */
const LONGEST = 64 * 1024 * 1024;

/** What a file of a backup holds: the record, or the keys of its people, apart, so that they can be taken away. */
export type Holds = 'record' | 'keys';

function keyFor(masterKey: Uint8Array, salt: Uint8Array, holds: Holds): Buffer {
  return Buffer.from(hkdfSync('sha256', masterKey, salt, `throughcare backup of ${holds}`, 32));
}

/** A number that is used once under a key of its own: the file has a fresh salt, each piece its place. */
function nonceOf(number: number): Buffer {
  const nonce = Buffer.alloc(12);
  nonce.writeBigUInt64BE(BigInt(number), 4);
  return nonce;
}

export interface SealedWriter {
  write(kind: PieceKind, content: Uint8Array): void;
  /** Writes the end and waits until all of it is on the disk. */
  finish(): void;
  /** Closes a file that was not finished. */
  abandon(): void;
}

/** Writes a file of pieces, each sealed with AES-256-GCM and bound to its place and kind (none can be left out). */
export function writeSealed(file: string, masterKey: Uint8Array, holds: Holds): SealedWriter {
  const salt = randomBytes(SALT);
  const key = keyFor(masterKey, salt, holds);
  const handle = openSync(file, 'wx', 0o600);
  writeSync(handle, Buffer.concat([BEGINS, salt]));
  let number = 0;
  const write: SealedWriter['write'] = (kind, content) => {
    const code = Buffer.of(codes.indexOf(kind));
    const cipher = createCipheriv('aes-256-gcm', key, nonceOf(number++)).setAAD(code);
    const sealed = Buffer.concat([cipher.update(content), cipher.final(), cipher.getAuthTag()]);
    const length = Buffer.alloc(4);
    length.writeUInt32BE(sealed.length);
    const whole = Buffer.concat([length, code, sealed]);
    for (let at = 0; at < whole.length;) at += writeSync(handle, whole, at);
  };
  return {
    write,
    finish() {
      write('end', Buffer.alloc(0));
      fsyncSync(handle);
      closeSync(handle);
    },
    abandon: () => closeSync(handle),
  };
}

/** Reads such a file, piece by piece. Refuses in words another key, another kind of file, and any byte changed. */
export function* readSealed(file: string, masterKey: Uint8Array, holds: Holds): Generator<Piece> {
  const handle = openSync(file, 'r');
  try {
    const begins = take(handle, BEGINS.length);
    if (!begins?.equals(BEGINS)) {
      throw new Refused(
        `${file} is not a backup of Throughcare. Nothing was changed. Name the file it wrote.`,
      );
    }
    const salt = take(handle, SALT) ?? damaged(file, 0);
    const key = keyFor(masterKey, salt, holds);
    for (let number = 0; ; number++) {
      const head = take(handle, 5) ?? damaged(file, number);
      const length = head.readUInt32BE(0);
      const kind = codes[head[4]];
      if (kind === undefined || length < TAG || length > LONGEST) damaged(file, number);
      const sealed = take(handle, length) ?? damaged(file, number);
      const content = openPiece(key, number, head.subarray(4), sealed) ?? wrong(file, number);
      if (kind === 'end') {
        if (take(handle, 1)) damaged(file, number + 1);
        return;
      }
      yield { kind, content };
    }
  } finally {
    closeSync(handle);
  }
}

function openPiece(key: Buffer, number: number, code: Buffer, sealed: Buffer): Buffer | undefined {
  const decipher = createDecipheriv('aes-256-gcm', key, nonceOf(number))
    .setAAD(code)
    .setAuthTag(sealed.subarray(-TAG));
  try {
    return Buffer.concat([decipher.update(sealed.subarray(0, -TAG)), decipher.final()]);
  } catch {
    return undefined;
  }
}

/** Undefined where the file ends before. */
function take(handle: number, length: number): Buffer | undefined {
  const bytes = Buffer.alloc(length);
  for (let at = 0; at < length;) {
    const read = readSync(handle, bytes, at, length - at, null);
    if (read === 0) return undefined;
    at += read;
  }
  return bytes;
}

function damaged(file: string, number: number): never {
  throw new Refused(
    `${file} is damaged: piece ${number + 1} is cut off or is not one. Nothing was kept of it. Take another backup.`,
  );
}

function wrong(file: string, number: number): never {
  if (number > 0) damaged(file, number);
  throw new Refused(
    `The master key does not open ${file}: it was made under another one, or its beginning is damaged. Nothing was ` +
      `changed. Give the master key that was in use when the backup was made.`,
  );
}
