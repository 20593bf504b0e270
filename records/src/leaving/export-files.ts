import { createHash } from 'node:crypto';
import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { ofHandle, type SourceFile } from '../arriving/source-file.ts';
import { errorCode, Refused } from '../refused.ts';
import { kinds } from './kinds.ts';

/** The files of an export, open: what is read stays that file, also where another one is put in its place. */
export interface ExportFiles {
  /** The hash of the list of hashes: what tells this export from every other one. */
  readonly mark: string;
  /** What each file has to hash to, by its name. */
  readonly hashes: ReadonlyMap<string, string>;
  file(name: string): SourceFile;
  /** In bytes, all of them together. */
  readonly size: number;
  /** Refuses in words files that somebody has written since they were opened. */
  refuseTouched(): Promise<void>;
  close(): Promise<void>;
}

export const LIST = 'SHA256SUMS';
const MOST_OF_LIST = 64 * 1024;
/** In every export ever made. */
const needed = [...kinds.map(kind => `${kind}.jsonl`), 'access.jsonl', 'erased.jsonl'];
/** A name in the folder itself: no path, nothing hidden. */
const LISTED = /^([0-9a-f]{64}) [ *]([A-Za-z0-9][A-Za-z0-9._-]{0,99})$/;

/** Opens every file that the list of an export names. Refuses in words a folder that is no export. */
export async function openExport(folder: string): Promise<ExportFiles> {
  const opened = new Map<string, { file: SourceFile; size: number; stamp: string }>();
  const close = async () => {
    for (const { file } of opened.values()) await file.close();
  };
  try {
    const list = await openIn(folder, LIST);
    opened.set(LIST, list);
    if (list.size > MOST_OF_LIST) throw noExport(folder, `its ${LIST} is too long to be one`);
    const bytes = await list.file.read(0, MOST_OF_LIST);
    const hashes = readList(folder, bytes.toString());
    for (const name of hashes.keys()) opened.set(name, await openIn(folder, name));
    return {
      mark: createHash('sha256').update(bytes).digest('hex'),
      hashes,
      file: name => opened.get(name)!.file,
      size: [...opened.values()].reduce((sum, one) => sum + one.size, 0),
      async refuseTouched() {
        for (const [name, { file, stamp }] of opened) {
          if ((await file.stamp()) === stamp) continue;
          throw new Refused(
            `${name} was changed while it was being taken in, so this stopped. What was taken in until then is whole and ` +
              `stays. Put the files back as they were, and run the same import again.`,
          );
        }
      },
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

function readList(folder: string, text: string): Map<string, string> {
  const hashes = new Map<string, string>();
  for (const [index, line] of text.split(/\r?\n/).filter(Boolean).entries()) {
    const [, hash, name] = LISTED.exec(line) ?? [];
    if (hash === undefined || name === LIST || hashes.has(name)) {
      throw noExport(
        folder,
        `line ${index + 1} of its ${LIST} is not a hash and the name of a file beside it, once`,
      );
    }
    hashes.set(name, hash);
  }
  const missing = needed.find(name => !hashes.has(name));
  if (missing !== undefined) throw noExport(folder, `${missing} is not among the files of its ${LIST}`);
  return hashes;
}

/** Never through a link, and never something that is no file: a pipe would be waited for, and is read once. */
async function openIn(folder: string, name: string) {
  const { O_RDONLY, O_NOFOLLOW, O_NONBLOCK } = constants;
  const handle = await open(join(folder, name), O_RDONLY | O_NOFOLLOW | O_NONBLOCK).catch(
    (error: unknown) => {
      const code = errorCode(error);
      if (code === 'ENOENT' || code === 'ENOTDIR') throw noExport(folder, `it has no ${name}`);
      if (code === 'ELOOP') throw noExport(folder, `${name} is a link and no file`);
      throw new Refused(
        `${name} in ${folder} cannot be read (${code ?? 'unknown'}). Nothing was taken in. Let whoever runs this read it.`,
        { cause: error },
      );
    },
  );
  const stat = await handle.stat();
  if (!stat.isFile()) {
    await handle.close();
    throw noExport(folder, `${name} is no file`);
  }
  const file = ofHandle(handle, name);
  return { file, size: stat.size, stamp: await file.stamp() };
}

function noExport(folder: string, why: string): Refused {
  return new Refused(
    `${folder} is not an export of Throughcare, or not a whole one: ${why}. Nothing was taken in. Name the folder that ` +
      `"throughcare export" wrote, with everything in it.`,
  );
}
