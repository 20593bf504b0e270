import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { writeWhole } from '../embedded/write-whole.ts';
import { Refused } from '../refused.ts';

const LENGTH = 32;

/**
 * The master key: from `THROUGHCARE_MASTER_KEY` (32 bytes as base64), else from `file`, which is made with a
 * fresh key, for its owner's eyes alone, where it is missing. Without it nothing sealed can be opened again.
 */
export function readMasterKey(
  file: string,
  env: Readonly<Record<string, string | undefined>> = process.env,
): Buffer {
  const given = env.THROUGHCARE_MASTER_KEY;
  if (given !== undefined) return parse(given, 'THROUGHCARE_MASTER_KEY');
  if (!existsSync(file)) {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    writeWhole(file, `${randomBytes(LENGTH).toString('base64')}\n`, 0o600);
  }
  if (statSync(file).mode & 0o077) {
    throw new Refused(
      `The master key ${file} can be read by others. Nothing was opened. Run "chmod 600 ${file}", and think about ` +
        `who could have read it.`,
    );
  }
  return parse(readFileSync(file, 'utf8'), file);
}

function parse(text: string, from: string): Buffer {
  const key = Buffer.from(text.trim(), 'base64');
  if (key.length === LENGTH) return key;
  throw new Refused(
    `${from} holds ${key.length} bytes, and a master key has ${LENGTH}, written as base64. Nothing was opened. ` +
      `Restore the key from where you keep it; a new one would not open this database.`,
  );
}
