import { CsvError, parse } from 'csv-parse/sync';

/** One row of identity, as somebody recorded it. Empty text is missing. */
export interface Identity {
  /** The row's own id: a record of the service, or a row of the extract. */
  readonly id: string;
  /** Whom the row is about; an extract may hold several rows of one person. */
  readonly person: string;
  readonly surname: string;
  readonly forename: string;
  /** YYYY-MM-DD. */
  readonly bornOn: string;
  readonly postcodeDistrict: string;
  readonly sex: string;
  /** Police National Computer number. */
  readonly pnc: string;
  /** YYYY-MM-DD. */
  readonly sentencedOn: string;
}

const needed = ['surname', 'forename', 'born_on', 'postcode_district', 'sex', 'pnc', 'sentenced_on'] as const;

/** What is wrong with a file of identities, all of it together. */
export class IdentityFileRefused extends Error {
  override readonly name = 'IdentityFileRefused';
}

/** What stands in the first line is not repeated: where a file has no header, it is somebody. */
export function sayHeader(header: readonly string[]): string {
  return header.length === 0
    ? 'It has no rows.'
    : `Its first line has ${header.length} cells; the first line of the file has to name its columns.`;
}

/** How many faulty lines are named; the rest are counted. */
const NAMED = 10;

/**
 * Reads a CSV of identities. `id` names the column with the row's id, `person` the one that says whom it is
 * about (the id itself where absent). Throws IdentityFileRefused with every fault of the header, or of the rows, at once:
 * a row without an id or with a date that is none is named by its line and never read as missing.
 */
export function readIdentities(
  csv: string,
  columns: { readonly id: string; readonly person?: string },
): Identity[] {
  const rows = parsed(csv);
  const header = rows[0] ? Object.keys(rows[0]) : [];
  const asked = [columns.id, ...(columns.person ? [columns.person] : []), ...needed];
  const missing = asked.filter(name => !header.includes(name));
  if (missing.length > 0) {
    throw new IdentityFileRefused(
      `The file has no column ${missing.map(name => `"${name}"`).join(', ')}. ${sayHeader(header)} Nothing was linked.`,
    );
  }
  refuseFaultyRows(rows, columns.id);
  return rows.map(row => ({
    id: row[columns.id],
    person: row[columns.person ?? columns.id],
    surname: plain(row['surname']),
    forename: plain(row['forename']),
    bornOn: row['born_on'],
    postcodeDistrict: row['postcode_district'].toUpperCase(),
    sex: row['sex'].toUpperCase(),
    pnc: row['pnc'].toUpperCase(),
    sentencedOn: row['sentenced_on'],
  }));
}

/** The rows of a CSV by its header. What cannot be read is told by its line; the reader's own words may quote it. */
export function parsed(csv: string): Record<string, string>[] {
  try {
    return parse(csv, { columns: true, skip_empty_lines: true, bom: true });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const line = typeof error['lines'] === 'number' ? ` from line ${error['lines']} on` : '';
    throw new IdentityFileRefused(
      `The file cannot be read as CSV${line}: a row has another number of cells than the first line, or a quotation ` +
        'mark does not match. Nothing was linked. Mend that line, or fetch the file again.',
    );
  }
}

function refuseFaultyRows(rows: readonly Record<string, string>[], id: string): void {
  const faults = rows.flatMap((row, index) => {
    const line = `line ${index + 2}`; // The header is line 1.
    return [
      ...(row[id].trim() === '' ? [`${line} has no ${id}`] : []),
      ...(['born_on', 'sentenced_on'] as const)
        .filter(column => row[column] !== '' && !isDay(row[column]))
        .map(column => `${line}: ${column} is no date`),
    ];
  });
  if (faults.length === 0) return;
  const more = faults.length > NAMED ? `; and ${faults.length - NAMED} more` : '';
  throw new IdentityFileRefused(
    `Rows that cannot be read: ${faults.slice(0, NAMED).join('; ')}${more}. A date is written 2024-03-31, or left empty where it is not known. Nothing was linked.`,
  );
}

function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const instant = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(instant) && new Date(instant).toISOString().startsWith(text);
}

/** Capitals, accents, hyphens and apostrophes are ways of writing, not parts of a name. */
function plain(name: string): string {
  return name
    .normalize('NFD')
    .replaceAll(/[\u0300-\u036F]/g, '')
    .toLowerCase()
    .replaceAll(/[^a-z ]/g, '')
    .trim();
}
