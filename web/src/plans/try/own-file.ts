import { brotliCompressSync, brotliDecompressSync } from 'node:zlib';
import { CutOff, type UploadedFile } from '../../frame/multipart.ts';

/*
 * A scenario file that somebody brings. It is read and kept nowhere (E1): it travels in the address of its plan, packed,
 * as all of the question does, so that a link shares it and nobody else's plan can be found.
 */

/** The name by which a question chooses it. */
export const YOUR_FILE = 'your-file';

/** The largest file in bytes: the house's longest plan is a third of it. */
export const MOST_FILE = 64_000;
/** The most signs that an address has room for. */
export const MOST_PACKED = 9000;

const NAME = /\.ya?ml$/i;

/** A file's text as it stands in an address. */
export const packed = (text: string): string => brotliCompressSync(Buffer.from(text)).toString('base64url');

/** Undefined where an address holds no such text; never more than the largest file, whatever it would unpack to. */
export function unpacked(word: string): string | undefined {
  if (word.length > MOST_PACKED || !/^[A-Za-z0-9_-]+$/.test(word)) return undefined;
  try {
    const bytes = brotliDecompressSync(Buffer.from(word, 'base64url'), { maxOutputLength: MOST_FILE });
    return textOf(bytes);
  } catch {
    return undefined;
  }
}

export type OwnFile =
  { readonly ok: true; readonly text: string } | { readonly ok: false; readonly why: string };

const refused = (why: string): OwnFile => ({ ok: false, why });
const NOTHING = 'Nothing of it was kept and nothing was run.';

/** Reads a file on its way in as the text of a scenario; of one that is too long, no more than tells so. */
export async function uploadedScenario({ name, bytes }: UploadedFile): Promise<OwnFile> {
  if (!NAME.test(name))
    return refused(`A scenario file ends with .yaml. ${NOTHING} Choose that file, or rename it.`);
  const pieces: Buffer[] = [];
  let size = 0;
  try {
    for await (const piece of bytes) {
      size += piece.length;
      if (size > MOST_FILE) {
        return refused(
          `The file has more than ${MOST_FILE / 1000} kilobytes. ${NOTHING} Let it extend base.yaml and hold only what differs, or run it with throughcare plan run.`,
        );
      }
      pieces.push(piece);
    }
    const text = textOf(Buffer.concat(pieces));
    if (text === undefined)
      return refused(
        `The file holds bytes or signs that are no text in UTF-8. ${NOTHING} Save it as text in UTF-8.`,
      );
    if (packed(text).length > MOST_PACKED)
      return refused(
        `The file is too long for a link to hold. ${NOTHING} Let it extend base.yaml and hold only what differs, or run it with throughcare plan run.`,
      );
    return { ok: true, text };
  } catch (error) {
    if (error instanceof CutOff)
      return refused('The file broke off on its way here. Nothing was kept. Send it again.');
    throw error;
  }
}

/** Undefined where they are no text in UTF-8, or text with signs that no file of lines has. */
function textOf(bytes: Uint8Array): string | undefined {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes).replaceAll('\r\n', '\n');
    // oxlint-disable-next-line no-control-regex -- these are what is looked for
    return /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/.test(text) ? undefined : text;
  } catch {
    return undefined;
  }
}
