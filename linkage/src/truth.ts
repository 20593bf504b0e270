import { IdentityFileRefused, parsed, sayHeader } from './identity.ts';
import type { TrueLink } from './quality.ts';

/**
 * Reads whom each record is truly about: columns record, person (empty for nobody), and any others, which become
 * groups, such as origin. With the service's own identity file its `basis` becomes a group as well. Only made-up data,
 * and data that people have reviewed, has such a file. Throws IdentityFileRefused for a column or a record that cannot be.
 */
export function readTruth(csv: string, serviceCsv?: string): TrueLink[] {
  const rows = parsed(csv);
  const header = Object.keys(rows[0] ?? {});
  const missing = ['record', 'person'].filter(name => !header.includes(name));
  if (missing.length > 0) {
    throw new IdentityFileRefused(
      `The truth has no column ${missing.map(name => `"${name}"`).join(', ')}. ${sayHeader(header)}`,
    );
  }
  const names = header.filter(name => name !== 'record' && name !== 'person');
  const basisOf = new Map(
    serviceCsv === undefined ? [] : parsed(serviceCsv).map(row => [row['record'], row['basis']]),
  );
  const truth = rows.map(row => {
    const basis = basisOf.get(row['record']);
    return {
      left: row['record'],
      person: row['person'] || null,
      groups: { ...Object.fromEntries(names.map(name => [name, row[name]])), ...(basis ? { basis } : {}) },
    };
  });
  const firsts = new Map<string, number>();
  for (const [k, { left }] of truth.entries()) {
    const before = firsts.get(left);
    // The header is line 1.
    if (before !== undefined)
      throw new IdentityFileRefused(`The truth has the record of line ${before + 2} again in line ${k + 2}.`);
    firsts.set(left, k);
  }
  return truth;
}
