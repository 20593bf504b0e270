import { csvLine } from '../extract/csv.ts';
import type { Verdict } from './verdict.ts';

/** What became of one row. */
export interface RowOutcome extends Verdict {
  /** The name of its file. */
  readonly file: string;
  readonly line: number;
  /** Null where the row has none that can be read. */
  readonly reference: string | null;
}

/** The first line of a report. */
export const reportHead = csvLine(['file', 'line', 'reference', 'outcome', 'field', 'words']);

/**
 * One outcome as CSV, a line for each thing that is said of the row. Beside line and reference nothing in it says who
 * anybody is (E3).
 */
export function reportLines({ file, line, reference, outcome, said }: RowOutcome): string {
  return (said.length === 0 ? [{ field: null, words: '' }] : said)
    .map(({ field, words }) => csvLine([file, line, reference, outcome, field, words]))
    .join('');
}
