/**
 * What a file holds by the slowest reading of the rules that README.md states: character by character, with no window,
 * no thread and no kernel. The reader is held against it.
 */
export interface PlainRow {
  readonly fields: readonly string[];
  /** The line on which it ends. */
  readonly line: number;
  readonly ended: boolean;
}

/** Rows, empty lines left out; undefined where a quotation cannot be followed. */
export function plainRows(text: string): PlainRow[] | undefined {
  const rows: PlainRow[] = [];
  let at = text.startsWith('\uFEFF') ? 1 : 0;
  let line = 0;
  const blank = (): boolean => text[at] === ' ' || text[at] === '\t';
  const ends = (): boolean => at >= text.length || text[at] === ',' || text[at] === '\n' || text[at] === '\r';
  while (at < text.length) {
    const fields: string[] = [];
    let quotedOnce = false;
    for (;;) {
      while (blank()) at++;
      let field = '';
      if (text[at] === '"') {
        quotedOnce = true;
        at++;
        for (;;) {
          if (at >= text.length) return undefined;
          if (text[at] === '"') {
            if (text[at + 1] !== '"') break;
            at++;
          } else if (text[at] === '\n' || (text[at] === '\r' && text[at + 1] !== '\n')) line++;
          field += text[at++];
        }
        at++;
        while (blank()) at++;
        if (!ends()) return undefined;
      } else {
        while (!ends()) field += text[at++];
        field = field.replace(/[ \t]+$/, '');
      }
      fields.push(field);
      if (text[at] !== ',') break;
      at++;
    }
    const ended = at < text.length;
    if (text[at] === '\r' && text[at + 1] === '\n') at++;
    at++;
    line++;
    if (fields.length > 1 || fields[0] !== '' || quotedOnce) rows.push({ fields, line, ended });
  }
  return rows;
}

/** A cell of numbers: its value, NaN for a missing one, undefined for one that is rejected. */
export function plainNumber(text: string): number | undefined {
  if (text === '' || text === 'NA') return Number.NaN;
  const value = /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/.test(text) ? Number(text) : Number.NaN;
  return Number.isFinite(value) ? value : undefined;
}
