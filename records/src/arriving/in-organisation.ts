import { SYSTEM } from '../access/actor.ts';
import { inTransaction } from '../database/transaction.ts';
import type { Store } from '../store.ts';
import type { RowFault } from './cells.ts';
import type { Place } from './places.ts';
import type { ArrivingCase } from './read-case.ts';
import type { Standing } from './told.ts';

export type InOrganisation = (told: ArrivingCase) => {
  readonly faults: ReadonlyMap<Place, readonly RowFault[]>;
  readonly arriving: ArrivingCase;
};

/** Holds what a case names against the accounts and programmes of the organisation, and puts a programme's id for its name. */
export async function inOrganisation(store: Store, organisation: string): Promise<InOrganisation> {
  const { accounts, programmes } = await inTransaction(store, { organisation, user: SYSTEM }, async db => {
    const members = await db.query<{ account: string }>(
      `select user_id as account from throughcare.member
        where organisation = $1 and active and 'practitioner' = any (roles)`,
      [organisation],
    );
    const offered = await db.query<{ programme: string; name: string }>(
      'select programme, name from throughcare.programme where organisation = $1',
      [organisation],
    );
    return { accounts: new Set(members.rows.map(one => one.account)), programmes: offered.rows };
  });
  return told => {
    const faults = new Map<Place, RowFault[]>();
    const refuse = (place: Place, fault: RowFault) =>
      faults.set(place, [...(faults.get(place) ?? []), fault]);
    const { place, told: person } = told.person;
    const { standing } = person;
    for (const [field, account] of practitionersOf(standing)) {
      if (account === null || accounts.has(account)) continue;
      const words =
        'No practitioner has this account here. Let them join first, or say under “values: practitioner” in the map ' +
        'which account the name in the file means. Where they have left, that is whoever answers for the record now.';
      refuse(place, { field, words });
    }
    const enrolments = told.enrolments.map(one => {
      const { programme: named } = one.told;
      const meant = programmes.filter(({ programme, name }) => programme === named || name === named);
      if (meant.length === 1) return { ...one, told: { ...one.told, programme: meant[0].programme } };
      const words =
        `${meant.length === 0 ? 'No programme' : 'More than one programme'} of the organisation has this name. Write its name ` +
        'or id as the organisation has it, or say under “values: programme” in the map what the name in the file means.';
      refuse(one.place, { field: 'programme', words });
      return one;
    });
    return { faults, arriving: { ...told, enrolments } };
  };
}

function practitionersOf(standing: Standing): ['practitioner' | 'watchedBy', string | null][] {
  if (standing.status === 'open') return [['practitioner', standing.practitioner]];
  if (standing.status !== 'closed') return [];
  return [
    ['practitioner', standing.opened?.practitioner ?? null],
    ['watchedBy', standing.closed.watchedBy],
  ];
}
