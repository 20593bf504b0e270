import { Refused } from '../refused.ts';

/** What cannot be taken in, by its file and line. Kept are the first; the others are counted. */
export interface Faults {
  readonly found: number;
  add(file: string, line: number, words: string): void;
  /** Refuses in words where anything was found. */
  refuse(folder: string): void;
}

const SHOWN = 20;

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

/** A day, an instant or the id of a record: what says nothing of anybody. */
const shownAsItIs = /^\d{4}-\d{2}-\d{2}(?:T[\d:.]{5,12}Z)?$|^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** What came, as far as it can be nobody’s name or words (E3): whoever mends the file finds it by its line. */
export function showCame(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (value === null || typeof value === 'boolean' || typeof value === 'number') return String(value);
  if (Array.isArray(value)) return 'a list';
  if (typeof value !== 'string') return 'an object';
  return shownAsItIs.test(value) ? value : 'another text';
}
