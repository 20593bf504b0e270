import { Refused } from '../refused.ts';

/** What cannot be taken in, by its file and line. Kept are the first; the others are counted. */
export interface Faults {
  readonly found: number;
  add(file: string, line: number, words: string): void;
  /** Refuses in words where anything was found. */
  refuse(folder: string): void;
}

const SHOWN = 20;
const LONGEST = 60;

export function collectFaults(): Faults {
  const shown: string[] = [];
  let found = 0;
  return {
    get found() {
      return found;
    },
    add(file, line, words) {
      found++;
      if (shown.length < SHOWN) shown.push(`${file}:${line}: ${words}`);
    },
    refuse(folder) {
      if (found === 0) return;
      const more = found - shown.length;
      throw new Refused(
        [
          `${folder} cannot be taken in, and nothing of it was. What is wrong, by file and line:`,
          ...shown,
          ...(more > 0 ? [`And ${more.toLocaleString('en-GB')} more.`] : []),
          'Take the export again from where it was made.',
        ].join('\n'),
      );
    },
  };
}

/** What came, as far as it is no words of anybody: short, on one line, whatever it holds. */
export function showCame(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (value === null || typeof value === 'boolean' || typeof value === 'number') return String(value);
  if (Array.isArray(value)) return 'a list';
  if (typeof value !== 'string') return 'an object';
  // Escaped beyond ASCII too: what a terminal would obey, or show the other way round, is shown as what it is.
  const text = JSON.stringify(value).replace(
    /[^\x20-\x7e]/g,
    one => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}
