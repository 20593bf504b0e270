import { plain, textWidth, type Face } from './text-width.ts';

/**
 * Breaks a text into lines no wider than `width` px: between words, and inside a word only where it is wider than
 * a line by itself. Nothing is left out. An empty text has no lines.
 */
export function wrap(text: string, width: number, face: Face = plain): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/\s+/).filter(Boolean)) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (textWidth(longer, face) <= width) {
      line = longer;
      continue;
    }
    if (line !== '') lines.push(line);
    const pieces = broken(word, width, face);
    lines.push(...pieces.slice(0, -1));
    line = pieces.at(-1)!;
  }
  if (line !== '') lines.push(line);
  return lines;
}

function broken(word: string, width: number, face: Face): string[] {
  const pieces: string[] = [''];
  for (const sign of word) {
    const last = pieces.at(-1)!;
    if (last === '' || textWidth(last + sign, face) <= width) pieces[pieces.length - 1] = last + sign;
    else pieces.push(sign);
  }
  return pieces;
}

/** The widest of some lines, in px. */
export function widest(lines: readonly string[], face: Face = plain): number {
  return Math.max(0, ...lines.map(line => textWidth(line, face)));
}
