import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { closeSync, fsyncSync, openSync, readFileSync, writeSync } from 'node:fs';

const NONCE = 12;
const TAG = 16;

/**
 * Writes bytes as they come, sealed (AES-256-GCM): what lies on the disk is no file that anybody could open, and a
 * copy of the disk without the key tells nothing of anybody.
 */
export function sealInto(file: string, key: Buffer) {
  const nonce = randomBytes(NONCE);
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  const handle = openSync(file, 'wx', 0o600);
  writeSync(handle, nonce);
  return {
    write: (piece: Uint8Array) => void writeSync(handle, cipher.update(piece)),
    end() {
      writeSync(handle, cipher.final());
      writeSync(handle, cipher.getAuthTag());
      fsyncSync(handle);
      closeSync(handle);
    },
    abandon: () => closeSync(handle),
  };
}

/** The bytes again. Throws when they were altered or the key is another. */
export function unsealed(file: string, key: Buffer): Uint8Array {
  const bytes = readFileSync(file);
  const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, NONCE), { authTagLength: TAG });
  decipher.setAuthTag(bytes.subarray(-TAG));
  return Buffer.concat([decipher.update(bytes.subarray(NONCE, -TAG)), decipher.final()]);
}

/** A text as a sealed file of its own. */
export function sealText(file: string, key: Buffer, text: string): void {
  const sealing = sealInto(file, key);
  sealing.write(Buffer.from(text));
  sealing.end();
}

/** The text of a sealed file. Throws as `unsealed` does. */
export function unsealedText(file: string, key: Buffer): string {
  return Buffer.from(unsealed(file, key)).toString('utf8');
}
