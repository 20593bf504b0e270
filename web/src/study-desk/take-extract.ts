import { createHash, randomUUID } from 'node:crypto';
import { mkdirSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { StudyRefusal } from '@throughcare/evidence';
import { CutOff, type UploadedFile } from '../frame/multipart.ts';
import type { By, KeptExtract } from './kept-study.ts';
import type { StudyPlace } from './place.ts';
import { sealInto } from './sealed-file.ts';
import { tableCheck } from './table-text.ts';

/** The largest extract that is taken by a page; beyond it the command reads the file where it lies. */
export const LARGEST_MB = 256;
const LARGEST = LARGEST_MB * 1024 * 1024;
const NAME = /^[\p{L}\p{N}_][\p{L}\p{N}_ .()-]{0,80}\.(?:csv|parquet)$/iu;

type Taken =
  { readonly ok: true; readonly extract: KeptExtract } | { readonly ok: false; readonly why: string };

/**
 * Takes one table in, piece by piece, never whole in memory and never in clear on the disk. Where it is no table, or is
 * too large, or is cut off, nothing is left of it.
 */
export async function takeExtract(
  place: StudyPlace,
  upload: UploadedFile | undefined,
  { key, by, now }: { readonly key: Buffer; readonly by: By; readonly now: number },
): Promise<Taken> {
  if (!upload) return refused('Choose a file: a CSV or Parquet file from your machine.');
  const name = upload.name.replace(/^.*[/\\]/, '');
  if (!NAME.test(name)) {
    return refused(
      'The name of an extract has letters, digits, spaces, hyphens, dots or brackets, and ends with .csv or .parquet. ' +
        'Nothing was kept. Rename the file, then choose it again.',
    );
  }
  const id = randomUUID();
  const file = place.extract(id);
  const check = tableCheck(name);
  const hash = createHash('sha256');
  let bytes = 0;
  let sealing: ReturnType<typeof sealInto> | undefined;
  const keep = (pieces: readonly Uint8Array[]) => {
    for (const piece of pieces) {
      if (!sealing) {
        mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
        sealing = sealInto(file, key);
      }
      sealing.write(piece);
    }
  };
  try {
    for await (const piece of upload.bytes) {
      bytes += piece.length;
      if (bytes > LARGEST) throw new StudyRefusal(TOO_LARGE);
      hash.update(piece);
      keep(check.take(piece));
    }
    keep(check.end());
    if (!sealing) throw new StudyRefusal(`${name} is empty. Choose a file with a header and rows.`);
    sealing.end();
  } catch (error) {
    sealing?.abandon();
    rmSync(file, { force: true });
    if (error instanceof CutOff)
      return refused('The file broke off on its way here. Nothing was kept. Send it again.');
    if (error instanceof StudyRefusal) return refused(error.message);
    throw error;
  }
  return { ok: true, extract: { id, name, bytes, sha256: hash.digest('hex'), at: now, by } };
}

const TOO_LARGE =
  `The file has more than ${LARGEST_MB} megabytes, which is more than a page takes. Nothing was kept. Use the command ` +
  'throughcare study, which reads it where it lies.';

const refused = (why: string): Taken => ({ ok: false, why });
