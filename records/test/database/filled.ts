import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';

export const filledFolder = join(import.meta.dirname, 'filled');

/** The master key that those databases were filled under. */
export const filledMasterKey = Buffer.alloc(32, 7);

/** A database that a version filled, as plain SQL, named after the last step of that version. */
export interface FilledDatabase {
  readonly name: string;
  readonly step: number;
  readonly sql: string;
}

export function filledDatabases(): FilledDatabase[] {
  return readdirSync(filledFolder)
    .sort()
    .map(name => {
      const bytes = readFileSync(join(filledFolder, name));
      const sql = (name.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString();
      return { name, step: Number(name.slice(0, 4)), sql };
    });
}
