import type { Day } from '@throughcare/pathway';
import { blind } from '../keys/blind-index.ts';

/** What stands on a letter beside its code, and is typed with it, so that a changed letter is not called genuine. */
export interface LetterFace {
  /** Letters alone count. */
  readonly initials: string;
  readonly on: Day;
  readonly attended: number;
}

/**
 * The keyed mark by which a letter is found: of its code, its day, its count and the initials together. One that was
 * changed on the way has another mark, so it is not known; nothing says which part was wrong.
 */
export function letterMark(
  indexKey: Uint8Array,
  code: string,
  { initials, on, attended }: LetterFace,
): string {
  return blind(indexKey, 'letter', code, lettersOf(initials), on, attended);
}

/** 'Corwo Marbernford' is 'C.M.'. */
export function initialsOf(name: string): string {
  return name
    .trim()
    .split(/\s+/u)
    .filter(word => /^\p{L}/u.test(word))
    .map(word => `${String.fromCodePoint(word.codePointAt(0)!).toUpperCase()}.`)
    .join('');
}

function lettersOf(initials: string): string {
  return initials
    .normalize('NFC')
    .toUpperCase()
    .replace(/[^\p{L}]/gu, '');
}
