import { Refused } from '../refused.ts';
import type { ExportFiles } from './export-files.ts';
import { FORMAT, manifestShape, type Manifest } from './manifest.ts';
import { readLines } from './read-lines.ts';

/** What an export says of itself; null for one from before it said anything. Refuses in words one that is not known. */
export async function readManifest(folder: string, files: ExportFiles): Promise<Manifest | null> {
  const NAME = 'manifest.json';
  if (!files.hashes.has(NAME)) return null;
  let told: unknown;
  for await (const line of readLines(files.file(NAME))) {
    // One line: what is longer than a line may be is none.
    told = line.number === 1 && line.text !== null ? parsed(line.text) : undefined;
  }
  const format = typeof told === 'object' && told !== null && 'format' in told ? told.format : undefined;
  if (typeof format === 'number' && format > FORMAT) {
    throw new Refused(
      `${folder} was written by a later version of Throughcare: it is laid out in format ${format}, and this version reads ` +
        `1 to ${FORMAT}. Nothing was taken in. Bring this service up to that version first.`,
    );
  }
  const read = manifestShape.safeParse(told);
  if (read.success) return read.data;
  throw new Refused(
    `${NAME} of ${folder} is not what an export says of itself. Nothing was taken in. Take the export again.`,
  );
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
