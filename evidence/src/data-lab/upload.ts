import { parseDay } from '../day.ts';
import type { Day } from '../day.ts';
import { StudyRefusal } from '../refusal.ts';
import { csvLine } from '../replication/csv.ts';
import { uploadCell } from './cell.ts';
import type { DataLabMapping } from './mapping.ts';
import { rowsOfText } from './rows.ts';
import type { TextRow } from './rows.ts';

/** What is the matter with one row, by the line of our file and the field of the upload. */
export interface UploadFault {
  readonly line: number;
  readonly field: string;
  readonly message: string;
}

export type DataLabUpload =
  | {
      readonly ok: true;
      readonly csv: string;
      readonly people: number;
      readonly mappingVersion: number;
      /** What a machine cannot check, to be read before the file is sent. */
      readonly checkBeforeSending: readonly string[];
    }
  | { readonly ok: false; readonly faults: readonly UploadFault[] };

/**
 * A Justice Data Lab upload from one of our files by a versioned mapping. All rows or none: with a single fault nothing
 * is made, and every fault is reported by line and field, so that nobody is left out in silence.
 *
 * @param file our CSV, a row a person
 * @param today ISO text; no date lies after it
 * @throws StudyRefusal when the file cannot be read, or lacks a column that the upload needs
 */
export function dataLabUpload(
  file: { readonly name: string; readonly bytes: Uint8Array },
  mapping: DataLabMapping,
  today: string,
): DataLabUpload {
  const last = parseDay(today.slice(0, 10));
  if (last === undefined) throw new RangeError(`today is "${today}"; it is a date such as 2026-11-26.`);
  const { rows, faults: unread } = rowsOfText(
    file,
    mapping.fields.map(({ from, required }) => ({ column: from, required })),
  );
  const faults: UploadFault[] = [...unread];
  const lines = [csvLine(mapping.fields.map(({ field }) => field))];
  const seen = new Map<string, number>();
  for (const row of rows) {
    const cells = checkedRow(row, mapping, last, faults);
    const line = csvLine(cells);
    const before = seen.get(line);
    if (before === undefined) seen.set(line, row.line);
    else faults.push({ line: row.line, field: 'the whole row', message: `is the same as line ${before}` });
    lines.push(line);
  }
  if (rows.length < mapping.fewest_people && faults.length === 0) {
    faults.push({
      line: 1,
      field: 'the whole file',
      message: `has ${rows.length} people, and the Justice Data Lab asks for ${mapping.fewest_people} or more`,
    });
  }
  if (faults.length > 0) return { ok: false, faults: faults.sort((a, b) => a.line - b.line) };
  return {
    ok: true,
    csv: `${lines.join('\r\n')}\r\n`,
    people: rows.length,
    mappingVersion: mapping.version,
    checkBeforeSending: [
      `Made by mapping ${mapping.version}. ${mapping.source}`,
      ...mapping.check_before_sending,
    ],
  };
}

function checkedRow(
  { line, cells }: TextRow,
  mapping: DataLabMapping,
  today: Day,
  faults: UploadFault[],
): string[] {
  const days = new Map<string, Day>();
  const filled = new Set<string>();
  const made = mapping.fields.map((own, k) => {
    const cell = uploadCell(cells[k], own, mapping.date_format, today);
    // A cell that is wrong is there all the same: it is one fault, not two.
    if (cells[k] !== '') filled.add(own.field);
    if (!cell.ok) {
      faults.push({ line, field: own.field, message: cell.why });
      return '';
    }
    if (cell.day !== undefined) days.set(own.field, cell.day);
    return cell.text;
  });
  for (const fields of mapping.at_least_one_of) {
    if (fields.some(name => filled.has(name))) continue;
    faults.push({ line, field: fields.join(' or '), message: 'is not there; one of them is needed' });
  }
  for (const [first, second] of mapping.in_order) {
    const [before, after] = [days.get(first), days.get(second)];
    if (before !== undefined && after !== undefined && before > after)
      faults.push({ line, field: second, message: `lies before ${first}` });
  }
  return made;
}

/** One line a fault: `line 3, Date of birth: is no date; write YYYY-MM-DD`. */
export function sayUploadFaults(faults: readonly UploadFault[]): string {
  return faults.map(({ line, field, message }) => `line ${line}, ${field}: ${message}`).join('\n');
}

/** @throws StudyRefusal listing the faults, where there are any */
export function requireUpload(made: DataLabUpload): Extract<DataLabUpload, { ok: true }> {
  if (made.ok) return made;
  throw new StudyRefusal(
    `The upload cannot be made, and nothing was written. Mend these and try again.\n${sayUploadFaults(made.faults)}`,
  );
}
