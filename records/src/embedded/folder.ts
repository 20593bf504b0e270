import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, statfsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { Refused, errorCode } from '../refused.ts';
import type { FolderKind } from './place.ts';
import { writeWhole } from './write-whole.ts';

/** The version of the layout below that this program reads and writes. */
export const FOLDER_FORMAT = 1;

const description = z.object({
  format: z.number().int().positive(),
  kind: z.enum(['demonstration', 'service']),
});

/** What lies where in a data folder. Keys and roots stand beside the database, never in it. */
export interface Layout {
  readonly folder: string;
  readonly database: string;
  readonly programs: string;
  readonly masterKey: string;
  readonly roots: string;
  readonly connection: string;
  readonly log: string;
}

export function layoutOf(folder: string): Layout {
  return {
    folder,
    database: join(folder, 'database'),
    programs: join(folder, 'programs'),
    masterKey: join(folder, 'keys', 'master.key'),
    roots: join(folder, 'roots'),
    connection: join(folder, 'connection.json'),
    log: join(folder, 'database.log'),
  };
}

/**
 * Opens a data folder, or makes a new one where nothing stands yet. Refuses, and changes nothing, when the
 * folder holds the other kind (E39), comes from a newer version, or belongs to something else.
 */
export function openFolder(folder: string, kind: FolderKind): Layout {
  makeFolder(folder);
  const file = join(folder, 'folder.json');
  if (!existsSync(file)) {
    const strangers = readdirSync(folder);
    if (strangers.length > 0) {
      throw new Refused(
        `${folder} holds files that are not Throughcare's (${strangers.slice(0, 3).join(', ')}). Nothing was ` +
          `changed. Set THROUGHCARE_DATA to an empty or a new folder.`,
      );
    }
    writeWhole(file, `${JSON.stringify({ format: FOLDER_FORMAT, kind })}\n`, 0o644);
    return layoutOf(folder);
  }
  const holdsKind = kindOfFolder(folder);
  if (holdsKind !== kind) {
    const [holds, asked] =
      holdsKind === 'demonstration'
        ? ['the demonstration with its made-up people', 'a service with real people']
        : ['a service with real people', 'the demonstration with its made-up people'];
    throw new Refused(
      `${folder} holds ${holds}, and was opened for ${asked}. The two never share a data folder. Nothing was ` +
        `changed. Set THROUGHCARE_DATA to another folder.`,
    );
  }
  return layoutOf(folder);
}

/** The kind of an existing data folder. Refuses one that cannot be read, or that a newer version wrote. */
export function kindOfFolder(folder: string): FolderKind {
  const file = join(folder, 'folder.json');
  const read = description.safeParse(parseJson(readFileSync(file, 'utf8')));
  if (!read.success) {
    throw new Refused(
      `${file} cannot be read as the description of a data folder. The data itself was not touched. Restore ` +
        `that file from a backup, or set THROUGHCARE_DATA to another folder.`,
    );
  }
  if (read.data.format > FOLDER_FORMAT) {
    throw new Refused(
      `${folder} was written by a newer version of Throughcare (format ${read.data.format}; this one reads ` +
        `${FOLDER_FORMAT}). Nothing was changed. Start the newer version again.`,
    );
  }
  return read.data.kind;
}

/** Megabytes needed: binaries and a new cluster, or room for the log of transactions that a start may write. */
const ROOM = { new: 400, existing: 80 };

/** Refuses to begin where the disk is too full to begin safely. `freeBytes` is a seam for the test. */
export function refuseFullDisk(layout: Layout, freeBytes = freeBytesAt): void {
  const needed = existsSync(join(layout.database, 'PG_VERSION')) ? ROOM.existing : ROOM.new;
  const free = Math.floor(freeBytes(layout.folder) / 2 ** 20);
  if (free < needed) throw fullDisk(layout.folder, `${free} MB free, ${needed} MB needed`);
}

export function fullDisk(folder: string, detail: string): Refused {
  return new Refused(
    `The disk that holds ${folder} is full (${detail}). What was recorded is safe. Free some space, or set ` +
      `THROUGHCARE_DATA to a folder on a larger disk, and start again.`,
  );
}

function freeBytesAt(folder: string): number {
  const { bavail, bsize } = statfsSync(folder);
  return bavail * bsize;
}

function makeFolder(folder: string): void {
  try {
    // The account of the database walks through to its own part, whatever the umask says, and sees nothing else.
    const first = mkdirSync(folder, { recursive: true });
    if (first !== undefined) for (const made of foldersBetween(first, folder)) chmodSync(made, 0o711);
  } catch (error) {
    if (errorCode(error) === 'ENOSPC') throw fullDisk(folder, 'no space left');
    throw new Refused(
      `The data folder ${folder} cannot be made (${errorCode(error) ?? 'unknown error'}). Nothing was changed. ` +
        `Set THROUGHCARE_DATA to a folder that you may write to.`,
    );
  }
}

/** `first` and every folder below it on the way to `last`. */
function foldersBetween(first: string, last: string): string[] {
  const between = [last];
  while (between[0] !== first) between.unshift(dirname(between[0]));
  return between;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
