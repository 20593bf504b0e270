import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Left } from './left-in-database.ts';
import type { Words } from './words.ts';

/** Looks through the name and the bytes of every file below a folder. */
export function leftInFiles(folder: string, words: Pick<Words, 'in'>): Left[] {
  if (!existsSync(folder)) return [];
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(path =>
    statSync(join(folder, path)).isFile(),
  );
  return files.flatMap(where =>
    words.in(`${where}\n${readFileSync(join(folder, where), 'latin1')}`).map(field => ({ where, field })),
  );
}
