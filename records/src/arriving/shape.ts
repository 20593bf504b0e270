/**
 * What came, without saying it: letters as a, digits as 9. The report lies beside the file and in mailboxes, and where
 * cells have slipped into the wrong column, any of them can hold a name (E3).
 */
export function shapeOf(text: string): string {
  const shape = text
    .slice(0, SHOWN)
    .replace(/[^\p{L}\p{M}\p{N} ./:-]/gu, '?')
    .replace(/[\p{L}\p{M}]/gu, 'a')
    .replace(/\p{N}/gu, '9');
  return `“${shape}${text.length > SHOWN ? '…' : ''}”`;
}

const SHOWN = 20;
