import { StudyRefusal } from '../refusal.ts';

export function brokenQuotation(file: string, line: number): StudyRefusal {
  return new StudyRefusal(
    `${file} cannot be read as CSV to its end (the row that begins in line ${line}). It was cut off, or a quotation mark ` +
      'does not match, and then nobody knows where a row ends. Nothing was analysed; mend that line or fetch the file again.',
  );
}

export function longRow(file: string, line: number): StudyRefusal {
  return new StudyRefusal(
    `${file} has a row of more than 64 megabytes (it begins in line ${line}). No extract has such rows: a quotation mark ` +
      'does not match, or lines have no ends. Nothing was analysed; mend that line or fetch the file again.',
  );
}

/** A last line without all of its fields and without a line end. */
export function cutOff(file: string, line: number, reason: string): StudyRefusal {
  return new StudyRefusal(
    `${file} ends in the middle of line ${line} (${reason}, and no line end after it). It was cut off, and nobody knows ` +
      'how many rows came after. Nothing was analysed; fetch the file again, or complete its last line.',
  );
}

export function changedMeanwhile(file: string): StudyRefusal {
  return new StudyRefusal(
    `${file} changed while it was read. Nothing was analysed; try again with a copy of it.`,
  );
}
