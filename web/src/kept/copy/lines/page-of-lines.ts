import { lineKey, type SaidLine } from '@throughcare/records';
import type { LineGroup } from '../groups.ts';

/** As many lines as somebody reads before they decide on them together. */
const AT_ONCE = 50;

/** Which lines of a group a page shows: those that wait, or those that were decided on; those after one of them. */
export interface Shown {
  readonly show: string;
  readonly after: string;
}

export interface PageOfLines {
  readonly lines: readonly SaidLine[];
  /** How many of the same come after these; and the last of these, to begin after. */
  readonly more: number;
  readonly last: string;
}

/** The next lines of a group, in the order in which they happened. */
export function pageOfLines({ lines }: LineGroup, { show, after }: Shown): PageOfLines {
  const begins = lines.findIndex(line => lineKey(line) === after) + 1;
  const wanted = lines.slice(begins).filter(line => (line.decided !== null) === (show === 'decided'));
  const page = wanted.slice(0, AT_ONCE);
  return {
    lines: page,
    more: wanted.length - page.length,
    last: page.length > 0 ? lineKey(page.at(-1)!) : '',
  };
}

/** The very lines that a page showed before, as they stand now. */
export function sameLines({ lines }: LineGroup, keys: readonly string[]): PageOfLines {
  const shown = new Set(keys);
  return { lines: lines.filter(line => shown.has(lineKey(line))), more: 0, last: '' };
}

/** The lines that are meant: all of the page, those that one person recorded, or those that were ticked. */
export function chosenOf(
  { lines }: LineGroup,
  {
    shown,
    line,
    which,
  }: { readonly shown: readonly string[]; readonly line: readonly string[]; readonly which: string },
): string[] {
  if (which === 'page') return [...shown];
  if (!which.startsWith('by ')) return shown.filter(key => line.includes(key));
  const theirs = new Set(lines.filter(one => `by ${one.by}` === which).map(lineKey));
  return shown.filter(key => theirs.has(key));
}

/** Who recorded the lines of a page, each with how many. */
export function writersOf(lines: readonly SaidLine[]): { by: string; name: string; count: number }[] {
  const writers = new Map<string, { by: string; name: string; count: number }>();
  for (const { by, writtenBy: name } of lines) {
    const { count } = writers.get(by) ?? { count: 0 };
    writers.set(by, { by, name, count: count + 1 });
  }
  return [...writers.values()];
}
