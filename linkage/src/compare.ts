import type { Identity } from './identity.ts';
import { jaroWinkler } from './jaro-winkler.ts';

/** What is compared, and in which levels of agreement, best first. The last is disagreement. */
export const fields = {
  surname: [
    'the same',
    'one letter or a spelling apart',
    'alike',
    'surname and forename swapped',
    'different',
  ],
  forename: ['the same', 'one letter or a spelling apart', 'one is a short form of the other', 'different'],
  born: [
    'the same',
    'day and month swapped',
    'one of day, month and year differs',
    'same year, 1 January in one or both',
    'different',
  ],
  sex: ['the same', 'different'],
  postcode: ['the same', 'the same area', 'different'],
  pnc: ['the same', 'the last digit differs', 'different'],
  sentenced: ['the same day', 'within a week', 'within 60 days', 'different'],
} as const;

export type Field = keyof typeof fields;
export const fieldNames = Object.keys(fields) as readonly Field[];

/** Missing on either side: it speaks neither for nor against. */
export const MISSING = -1;

const CLOSE = 0.92;
const ALIKE = 0.8;

/** The level of agreement in each field, in the order of `fieldNames`; MISSING where a side is empty. */
export function compare(left: Identity, right: Identity): Int8Array {
  const levels = new Int8Array(fieldNames.length);
  compareInto(left, right, levels, 0);
  return levels;
}

/** The same, written into `levels` from `at`: no array a pair where there are many. */
export function compareInto(left: Identity, right: Identity, levels: Int8Array, at: number): void {
  const surname = surnameLevel(left.surname, right.surname);
  const forename = forenameLevel(left.forename, right.forename);
  const swapped = surname >= 2 && forename === 3 && areSwapped(left, right);
  levels[at] = swapped ? 3 : surname;
  levels[at + 1] = swapped ? MISSING : forename; // Told once: the swap already speaks for both names.
  levels[at + 2] = bornLevel(left.bornOn, right.bornOn);
  levels[at + 3] = equality(left.sex, right.sex, 1);
  levels[at + 4] = postcodeLevel(left.postcodeDistrict, right.postcodeDistrict);
  levels[at + 5] = pncLevel(left.pnc, right.pnc);
  levels[at + 6] = sentencedLevel(left.sentencedOn, right.sentencedOn);
}

function equality(a: string, b: string, different: number): number {
  if (a === '' || b === '') return MISSING;
  return a === b ? 0 : different;
}

function surnameLevel(a: string, b: string): number {
  if (a === '' || b === '') return MISSING;
  if (a === b) return 0;
  const likeness = jaroWinkler(a, b);
  if (likeness >= CLOSE) return 1;
  return likeness >= ALIKE ? 2 : 4;
}

function forenameLevel(a: string, b: string): number {
  if (a === '' || b === '') return MISSING;
  if (a === b) return 0;
  const [short, long] = a.length < b.length ? [a, b] : [b, a];
  if (short.length >= 3 && short.length < long.length - 1 && long.startsWith(short)) return 2;
  return jaroWinkler(a, b) >= CLOSE ? 1 : 3;
}

function areSwapped(left: Identity, right: Identity): boolean {
  return (
    jaroWinkler(left.surname, right.forename) >= CLOSE && jaroWinkler(left.forename, right.surname) >= CLOSE
  );
}

function bornLevel(a: string, b: string): number {
  if (a === '' || b === '') return MISSING;
  // 1 January stands for a day that nobody knew, so two of them say no more than the year.
  if (a === b) return a.endsWith('-01-01') ? 3 : 0;
  const [yearA, monthA, dayA] = a.split('-');
  const [yearB, monthB, dayB] = b.split('-');
  if (yearA === yearB && monthA === dayB && dayA === monthB) return 1;
  const same = Number(yearA === yearB) + Number(monthA === monthB) + Number(dayA === dayB);
  if (same === 2) return 2;
  const firstOfJanuary = a.endsWith('-01-01') || b.endsWith('-01-01');
  return yearA === yearB && firstOfJanuary ? 3 : 4;
}

function postcodeLevel(a: string, b: string): number {
  if (a === '' || b === '') return MISSING;
  if (a === b) return 0;
  return lettersOf(a) === lettersOf(b) ? 1 : 2;
}

function lettersOf(district: string): string {
  return /^[A-Z]*/.exec(district)![0];
}

function pncLevel(a: string, b: string): number {
  if (a === '' || b === '') return MISSING;
  if (a === b) return 0;
  return a.length === b.length && a.slice(0, -1) === b.slice(0, -1) ? 1 : 2;
}

function sentencedLevel(a: string, b: string): number {
  if (a === '' || b === '') return MISSING;
  const days = Math.abs(Date.parse(a) - Date.parse(b)) / 86_400_000;
  if (days === 0) return 0;
  if (days <= 7) return 1;
  return days <= 60 ? 2 : 3;
}
