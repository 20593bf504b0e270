import { isoDay, parseDay } from '../day.ts';
import type { Day } from '../day.ts';
import type { DataLabField, DataLabMapping } from './mapping.ts';

/** A cell as the upload has it, or what is the matter with it, without what stands in it: that is somebody. */
export type Cell =
  | { readonly ok: true; readonly text: string; readonly day?: Day }
  | { readonly ok: false; readonly why: string };

const LONGEST = 100;
const OLDEST = parseDay('1900-01-01') ?? 0;

/** @param today no date lies after it */
export function uploadCell(
  text: string,
  { as, codes, required }: DataLabField,
  format: DataLabMapping['date_format'],
  today: Day,
): Cell {
  if (text === '') return required ? wrong('is not there, and it is needed') : { ok: true, text: '' };
  if (text.length > LONGEST) return wrong(`has ${text.length} characters, and ${LONGEST} are allowed`);
  // oxlint-disable-next-line no-control-regex -- control characters are what is refused
  if (/[\u0000-\u001F\u007F]/.test(text))
    return wrong('holds a line break or another sign that is no letter');
  switch (as) {
    case 'name':
      return /^[\p{L}'’]/u.test(text) && !/[\d=@<>{}[\]]/.test(text)
        ? { ok: true, text }
        : wrong('is no name: it begins with a letter, and has no digits or signs');
    case 'date':
    case 'date of birth': {
      const day = parseDay(text);
      if (day === undefined) return wrong('is no date; write YYYY-MM-DD');
      if (day > today) return wrong('is a date after today');
      if (day < OLDEST) return wrong('is a date before 1900');
      return { ok: true, text: sayIn(format, day), day };
    }
    case 'code': {
      const known = Object.keys(codes ?? {});
      return known.includes(text)
        ? { ok: true, text: codes?.[text] ?? '' }
        : wrong(`is none of ${known.join(', ')}`);
    }
    case 'reference':
      return /^[\p{L}\d][\p{L}\d /-]*$/u.test(text)
        ? { ok: true, text }
        : wrong('is no reference: letters, digits, spaces, - and / only');
    case 'words':
      // A spreadsheet would take it for a formula.
      return /^[=+\-@]/.test(text) ? wrong(`begins with ${text[0]}`) : { ok: true, text };
  }
}

const wrong = (why: string): Cell => ({ ok: false, why });

function sayIn(format: DataLabMapping['date_format'], day: Day): string {
  const iso = isoDay(day);
  if (format === 'YYYY-MM-DD') return iso;
  const [year, month, date] = iso.split('-');
  return `${date}/${month}/${year}`;
}
