import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Refused, type FolderKind } from '@throughcare/records';
import { keepFile } from './keep-file.ts';

/** As the record writes it for its own data folders. */
const FORMAT = 1;

/**
 * The data folder beside the operator's own PostgreSQL: keys, roots and results. It is marked with its kind like that of
 * the embedded one, so that other commands find it, and so that made-up and real people never share it (E39).
 */
export function ownDatabaseFolder(folder: string, kind: FolderKind): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const file = join(folder, 'folder.json');
  if (!existsSync(file)) return keepFile(file, `${JSON.stringify({ format: FORMAT, kind })}\n`);
  const { format, kind: holds } = JSON.parse(readFileSync(file, 'utf8')) as { format: number; kind: unknown };
  if (format > FORMAT) {
    throw new Refused(
      `${folder} was written by a newer version of Throughcare. Nothing was changed. Start the newer version again.`,
    );
  }
  if (holds === kind) return;
  throw new Refused(
    `${folder} holds ${holds === 'service' ? 'a service with real people' : 'the demonstration with its made-up people'}. ` +
      'Made-up and real people never share a data folder. Nothing was changed. Set THROUGHCARE_DATA to another folder.',
  );
}
