import { statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { StudyRefusal } from '../refusal.ts';
import { fileAt, fileOf } from './data-file.ts';
import type { DataFile } from './data-file.ts';

/** Where a study's files come from. `open` gives a file, or undefined if it is not there. */
export interface Source {
  readonly describe: string;
  /** True when there is one file, which stands for the cohort file whatever the protocol calls it. */
  readonly single: boolean;
  open(file: string): DataFile | undefined;
}

/** A folder of files, or one file. Throws a StudyRefusal when there is neither. */
export function sourceAt(path: string): Source {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (stat === undefined) throw new StudyRefusal(`There is no file or folder at ${path}. Nothing was read.`);
  if (stat.isDirectory())
    return { describe: path, single: false, open: file => openIfThere(join(path, file)) };
  return { describe: basename(path), single: true, open: () => fileAt(path) };
}

/** Files that are already in memory, by name: an upload that is parsed and never kept, or a test. */
export function sourceOf(files: Readonly<Record<string, string | Uint8Array>>): Source {
  return {
    describe: 'files in memory',
    single: false,
    open: file => {
      if (!Object.hasOwn(files, file)) return undefined;
      const content = files[file];
      return fileOf(typeof content === 'string' ? new TextEncoder().encode(content) : content);
    },
  };
}

function openIfThere(path: string): DataFile | undefined {
  return statSync(path, { throwIfNoEntry: false })?.isFile() === true ? fileAt(path) : undefined;
}
