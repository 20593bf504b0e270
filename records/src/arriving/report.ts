import { csvLine } from '../extract/csv.ts';
import type { Field } from './map.ts';
import type { RowFault } from './read-row.ts';

/** What became of one row. */
export interface RowOutcome {
  readonly line: number;
  /** Null where the row has none that can be read. */
  readonly reference: string | null;
  readonly outcome: 'accepted' | 'refused' | 'duplicate';
  /** Why not, a field at a time; of an accepted row what is worth saying, or nothing. */
  readonly said: readonly (RowFault | { readonly field: Field | null; readonly words: string })[];
}

/**
 * The outcomes as CSV, in the order of the file, a line for each thing that is said of a row. Beside line and reference
 * nothing in it says who anybody is (E3).
 */
export function arrivingReport(outcomes: readonly RowOutcome[]): string {
  const lines = outcomes.flatMap(({ line, reference, outcome, said }) =>
    (said.length === 0 ? [{ field: null, words: '' }] : said).map(({ field, words }) =>
      csvLine([line, reference, outcome, field, words]),
    ),
  );
  return [csvLine(['line', 'reference', 'outcome', 'field', 'words']), ...lines].join('');
}
