import { StudyRefusal } from '../refusal.ts';
import { fileOf } from './data-file.ts';
import type { DataFile } from './data-file.ts';

/** How a kind of file begins: marks, each a byte a character, at the beginning or at the place given. */
type Beginning = readonly [what: string, ...marks: (string | readonly [at: number, mark: string])[]];

/** How files begin that hold no table. A short mark needs a second one, since a column may be called BMI or ID3. */
const BEGINNINGS: readonly Beginning[] = [
  ['a picture', '\xff\xd8\xff'],
  ['a picture', '\x89PNG'],
  ['a picture', 'GIF87a'],
  ['a picture', 'GIF89a'],
  ['a picture', 'BM', [6, '\0\0\0\0']],
  ['a picture', 'II*\0'],
  ['a picture', 'II+\0'],
  ['a picture', 'MM\0*'],
  ['a picture', 'MM\0+'],
  ['a picture', '8BPS\0'],
  ['a picture', '\0\0\0\x0cJXL '],
  ['a picture', '\0\0\0\x0cjP  '],
  ['a picture', '\xff\x0a'],
  ['a picture', '\0\0\x01\0'],
  ['a picture', 'gimp xcf'],
  ['a picture', 'qoif'],
  ['a picture, a film or a recording', 'RIFF'],
  // MP4, QuickTime, HEIC, AVIF.
  ['a picture or a film', '\0', [4, 'ftyp']],
  ['a film', '\0', [4, 'moov']],
  ['a film', '\0', [4, 'mdat']],
  ['a film', '\x1aE\xdf\xa3'],
  ['a film', '\0\0\x01\xba'],
  ['a film', '\0\0\x01\xb3'],
  ['a film', 'FLV\x01'],
  ['a film', '0&\xb2u'],
  ['a film', 'G', [188, 'G'], [376, 'G'], [564, 'G']],
  ['a recording', 'ID3\x02'],
  ['a recording', 'ID3\x03'],
  ['a recording', 'ID3\x04'],
  ['a recording', '\xff\xfb'],
  ['a recording', '\xff\xf1'],
  ['a recording', 'OggS'],
  ['a recording', 'fLaC'],
  ['a document', '%PDF'],
  ['a document', '%!PS'],
  ['a document', '\xd0\xcf\x11\xe0'],
  ['a document', '{\\rtf'],
  ['an archive or a document', 'PK\x03\x04'],
  ['an archive', 'PK\x05\x06'],
  ['an archive', 'PK\x07\x08'],
  ['an archive', '\x1f\x8b'],
  ['an archive', '\x1f\x9d'],
  ['an archive', 'BZh', [4, '1AY&SY']],
  ['an archive', '\xfd7zXZ'],
  ['an archive', '(\xb5/\xfd'],
  ['an archive', '\x04"M\x18'],
  ['an archive', '7z\xbc\xaf'],
  ['an archive', 'Rar!\x1a'],
  ['an archive', 'MSCF\0'],
  ['an archive', [257, 'ustar']],
  ['a program', '\x7fELF'],
  ['a program', 'MZ\x90\0'],
  ['a program', '\0asm'],
  ['a database', 'SQLite format 3\0'],
  ['a data file of another kind', 'ARROW1'],
];

/** How text begins that is marked up, after blanks. */
const MARKUP = /^(?:<svg|<\?xml|<!doctype|<html|<script|data:[a-z]+\/)/i;

const LOOKED_AT = 4096;

/**
 * Refuses what is no table, whatever it is called (E1): a picture, a film, a document, an archive, a page, and text that
 * is not UTF-8. Nothing of it has been parsed or kept.
 */
export function refuseForeign(name: string, file: DataFile): void {
  const head = new Uint8Array(LOOKED_AT);
  const bytes = head.subarray(0, file.read(0, head));
  const foreign = BEGINNINGS.find(([, ...marks]) => marks.every(mark => stands(bytes, mark)));
  if (foreign !== undefined) throw noTable(name, foreign[0]);
  if (isWide(bytes)) {
    throw new StudyRefusal(
      `${name} is written in UTF-16 or UTF-32. Save it as CSV in UTF-8; nothing was analysed.`,
    );
  }
  if (bytes.includes(0)) {
    throw new StudyRefusal(
      `${name} holds bytes that are no text. Save it as CSV in UTF-8; nothing was analysed.`,
    );
  }
  if (MARKUP.test(new TextDecoder().decode(bytes.subarray(0, 256)).trimStart())) {
    throw noTable(name, 'a web page, a picture or another marked-up text');
  }
}

/** The same for the beginning of a file that is still on its way in: 4,096 bytes tell. */
export function refuseForeignStart(name: string, start: Uint8Array): void {
  refuseForeign(name, fileOf(start));
}

function noTable(name: string, what: string): StudyRefusal {
  return new StudyRefusal(
    `${name} is ${what}, whatever its name says. Only tables are read here: CSV in UTF-8, or Parquet. Nothing of it was kept.`,
  );
}

function stands(bytes: Uint8Array, mark: string | readonly [at: number, mark: string]): boolean {
  const [at, text] = typeof mark === 'string' ? [0, mark] : mark;
  return Array.from(text, letter => letter.codePointAt(0)).every((byte, k) => bytes[at + k] === byte);
}

/** Text in units of two or four bytes: a byte order mark, or zeros in every second place. */
function isWide(bytes: Uint8Array): boolean {
  if ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)) return true;
  const zeros = [0, 0];
  bytes.forEach((byte, k) => {
    if (byte === 0) zeros[k % 2]++;
  });
  return Math.max(...zeros) * 3 > bytes.length && Math.min(...zeros) * 10 < bytes.length;
}

/** Parquet files begin and end with these four letters. */
export function isParquet(file: DataFile): boolean {
  const head = new Uint8Array(4);
  return file.read(0, head) === 4 && String.fromCodePoint(...head) === 'PAR1';
}
