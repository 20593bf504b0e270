import { StudyRefusal } from '../refusal.ts';
import type { DataFile } from './data-file.ts';

/** How files begin that hold no table: pictures, films, documents, archives, programs. */
const BEGINNINGS: readonly (readonly [what: string, bytes: readonly number[], at?: number])[] = [
  ['a picture', [0xff, 0xd8, 0xff]],
  ['a picture', [0x89, 0x50, 0x4e, 0x47]],
  ['a picture', [0x47, 0x49, 0x46, 0x38]],
  ['a picture', [0x42, 0x4d]],
  ['a picture', [0x49, 0x49, 0x2a, 0x00]],
  ['a picture', [0x4d, 0x4d, 0x00, 0x2a]],
  ['a picture', [0x38, 0x42, 0x50, 0x53]],
  ['a picture or a film', [0x52, 0x49, 0x46, 0x46]],
  ['a picture or a film', [0x66, 0x74, 0x79, 0x70], 4],
  ['a film', [0x1a, 0x45, 0xdf, 0xa3]],
  ['a film', [0x00, 0x00, 0x01, 0xba]],
  ['a film', [0x46, 0x4c, 0x56, 0x01]],
  ['a recording', [0x49, 0x44, 0x33]],
  ['a recording', [0x4f, 0x67, 0x67, 0x53]],
  ['a document', [0x25, 0x50, 0x44, 0x46]],
  ['a document', [0xd0, 0xcf, 0x11, 0xe0]],
  ['a document', [0x7b, 0x5c, 0x72, 0x74, 0x66]],
  ['an archive or a document', [0x50, 0x4b, 0x03, 0x04]],
  ['an archive', [0x50, 0x4b, 0x05, 0x06]],
  ['an archive', [0x1f, 0x8b]],
  ['an archive', [0x42, 0x5a, 0x68]],
  ['an archive', [0xfd, 0x37, 0x7a, 0x58, 0x5a]],
  ['an archive', [0x28, 0xb5, 0x2f, 0xfd]],
  ['an archive', [0x37, 0x7a, 0xbc, 0xaf]],
  ['an archive', [0x52, 0x61, 0x72, 0x21]],
  ['a program', [0x7f, 0x45, 0x4c, 0x46]],
  ['a program', [0x4d, 0x5a, 0x90]],
  ['a picture', [0x3c, 0x73, 0x76, 0x67]],
];

const LOOKED_AT = 4096;

/**
 * Refuses what is no table, whatever it is called (E1): a picture, a film, a document, an archive, and text that is not
 * UTF-8. Nothing of it has been parsed or kept.
 */
export function refuseForeign(name: string, file: DataFile): void {
  const head = new Uint8Array(LOOKED_AT);
  const beginning = head.subarray(0, file.read(0, head));
  const foreign = BEGINNINGS.find(([, bytes, at = 0]) =>
    bytes.every((byte, k) => beginning[at + k] === byte),
  );
  if (foreign !== undefined) {
    throw new StudyRefusal(
      `${name} is ${foreign[0]}, whatever its name says. Only tables are read here: CSV in UTF-8, or Parquet. Nothing of it was kept.`,
    );
  }
  if ((beginning[0] === 0xff && beginning[1] === 0xfe) || (beginning[0] === 0xfe && beginning[1] === 0xff)) {
    throw new StudyRefusal(`${name} is written in UTF-16. Save it as CSV in UTF-8; nothing was analysed.`);
  }
  if (beginning.includes(0)) {
    throw new StudyRefusal(
      `${name} holds bytes that are no text. Save it as CSV in UTF-8; nothing was analysed.`,
    );
  }
}

/** Parquet files begin and end with these four letters. */
export function isParquet(file: DataFile): boolean {
  const head = new Uint8Array(4);
  return file.read(0, head) === 4 && String.fromCodePoint(...head) === 'PAR1';
}
