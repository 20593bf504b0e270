import { parse } from 'csv-parse/sync';

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

/**
 * Reads a CSV of identities. `id` names the column with the row's id, `person` the one that says whom it is
 * about (the id itself where absent). Throws IdentityFileRefused with every fault of the header at once.
 */
export function readIdentities(
  csv: string,
  columns: { readonly id: string; readonly person?: string },
): Identity[] {
  const rows = parse(csv, { columns: true, skip_empty_lines: true, bom: true }) as Record<string, string>[];
  const header = rows[0] ? Object.keys(rows[0]) : [];
  const asked = [columns.id, ...(columns.person ? [columns.person] : []), ...needed];
  const missing = asked.filter(name => !header.includes(name));
  if (missing.length > 0) {
    throw new IdentityFileRefused(
      `The file has no column ${missing.map(name => `"${name}"`).join(', ')}. It has: ${header.join(', ') || 'no rows'}. Nothing was linked.`,
    );
  }
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

/** Capitals, accents, hyphens and apostrophes are ways of writing, not parts of a name. */
function plain(name: string): string {
  return name
    .normalize('NFD')
    .replaceAll(/[\u0300-\u036F]/g, '')
    .toLowerCase()
    .replaceAll(/[^a-z ]/g, '')
    .trim();
}
