import { createHash } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * A digest of the code that runs plans. What was worked out by another version may have another shape or other numbers,
 * so a result is kept under the code that made it.
 */
export function planningCode(): string {
  return codeOf(
    ['@throughcare/planning', '@throughcare/numerics'].map(room =>
      dirname(fileURLToPath(import.meta.resolve(room))),
    ),
  );
}

/** A digest of the names and bytes of every program file below these folders. */
export function codeOf(folders: readonly string[]): string {
  const hash = createHash('sha256');
  for (const folder of folders) {
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(name =>
      /\.[jt]s$/.test(name),
    );
    for (const name of files.sort()) hash.update(name).update(readFileSync(join(folder, name)));
  }
  return hash.digest('hex').slice(0, 32);
}
