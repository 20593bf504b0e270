import type { Identity } from '@throughcare/pathway';
import { open } from '../keys/seal.ts';
import { readingKeys, unwrapKey } from '../keys/data-keys.ts';
import type { Asking } from './answer.ts';

/**
 * Opens who people are, for those of `cases` whose identity the asker may read. The projection names the event
 * that holds it; row-level security keeps the key from others.
 */
export async function identitiesOf(
  { db, store, acting }: Asking,
  cases: readonly string[],
): Promise<Map<string, Identity>> {
  if (cases.length === 0) return new Map();
  const { rows } = await db.query<{ id: string; version: number; identity: Buffer; wrapped: Buffer }>(
    `select c.id, e.version, e.identity, k.wrapped
       from throughcare.case_row c
       join throughcare.event e
         on e.organisation = c.organisation and e.stream = c.id and e.version = c.identity_version
       join throughcare.data_key k
         on k.organisation = c.organisation and k.stream = c.id and k.purpose = 'identity'
      where c.organisation = $1 and c.id = any ($2) and e.identity is not null`,
    [acting.organisation, cases],
  );
  return readingKeys(
    store,
    keys =>
      new Map(
        rows.map(({ id, version, identity, wrapped }) => {
          const key = unwrapKey(keys, acting.organisation, id, 'identity', wrapped);
          const place = { organisation: acting.organisation, stream: id, version, column: 'identity' };
          return [id, JSON.parse(open(key, place, identity).toString()) as Identity];
        }),
      ),
  );
}

export function fullName(identity: Identity | undefined): string | null {
  return identity ? `${identity.forename} ${identity.surname}` : null;
}

/** 'T.A.': what a register and a screen that others may pass shows (E36). */
export function initials(identity: Identity | undefined): string | null {
  return identity ? `${first(identity.forename)}.${first(identity.surname)}.` : null;
}

function first(name: string): string {
  return String.fromCodePoint(name.codePointAt(0) ?? 0x2013).toUpperCase();
}
