import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readIdentities, type Identity, type TrueLink } from '@throughcare/linkage';
import { layoutOf } from '../layout.ts';
import { bases, type Basis } from '../linkage-result.ts';
import { csvRows } from './csv-rows.ts';

/** Whom the service knows: identities to link by, and on what basis each is there. */
export interface ServiceFile {
  readonly identities: readonly Identity[];
  readonly basisOf: ReadonlyMap<string, Basis>;
}

/** The service's own identity file where an administrator took one; else the one that the made-up world came with. */
export function serviceFileIn(folder: string): string {
  const { identities, truth } = layoutOf(folder);
  return existsSync(identities) ? identities : join(truth, 'service-identities.csv');
}

/** Reads it. Throws in words when a column is missing or a basis is none of the three. */
export function readServiceFile(text: string): ServiceFile {
  const basisOf = new Map<string, Basis>();
  for (const row of csvRows(text)) {
    const basis = bases.find(name => name === row['basis']);
    if (!basis) {
      throw new RangeError(
        `The service’s identity file has the basis "${row['basis']}" for a record; it has to be ${bases.join(', ')}. Nothing was linked.`,
      );
    }
    basisOf.set(row['record'], basis);
  }
  return { identities: readIdentities(text, { id: 'record' }), basisOf };
}

export const readServiceFileAt = (file: string): ServiceFile => readServiceFile(readFileSync(file, 'utf8'));

/**
 * Who each of the service's records truly is, and the made-up origin of their name. A record that carries another
 * reference than the truth does (the service gives pseudonyms) is known by everything that was written down of the
 * person; where that fits nobody or two, the truth is not known and the record is left out.
 */
export function readTruth(folder: string, { identities, basisOf }: ServiceFile): TrueLink[] {
  const links = new Map<string, { person: string | null; origin: string }>();
  for (const row of csvRows(readFileSync(join(folder, 'links.csv'), 'utf8'))) {
    links.set(row['record'], { person: row['person'] || null, origin: row['origin'] });
  }
  const recordOf = new Map<string, string | undefined>();
  for (const one of readServiceFileAt(join(folder, 'service-identities.csv')).identities) {
    recordOf.set(writtenDown(one), recordOf.has(writtenDown(one)) ? undefined : one.id);
  }
  return identities.flatMap(one => {
    const found = links.get(one.id) ?? links.get(recordOf.get(writtenDown(one)) ?? '');
    if (!found) return [];
    return [
      { left: one.id, person: found.person, groups: { origin: found.origin, basis: basisOf.get(one.id)! } },
    ];
  });
}

function writtenDown({ surname, forename, bornOn, postcodeDistrict, sex, pnc }: Identity): string {
  return [surname, forename, bornOn, postcodeDistrict, sex, pnc].join('|');
}
