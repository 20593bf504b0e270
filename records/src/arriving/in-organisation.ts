import { SYSTEM } from '../access/actor.ts';
import { inTransaction } from '../database/transaction.ts';
import type { Store } from '../store.ts';
import type { ArrivingCase, RowFault } from './read-row.ts';

/** Holds what a row names against the accounts and programmes of the organisation, and puts a programme's id for its name. */
export async function inOrganisation(
  store: Store,
  organisation: string,
): Promise<(told: ArrivingCase) => { faults: RowFault[]; arriving: ArrivingCase }> {
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
    const faults: RowFault[] = [];
    const { standing, enrolment } = told;
    if (standing.status === 'open' && !accounts.has(standing.practitioner)) {
      const words =
        'No practitioner has this account here. Let them join first, or say under “values: practitioner” in the map ' +
        'which account the name in the file means.';
      faults.push({ field: 'practitioner', words });
    }
    const meant = programmes.filter(
      one => one.programme === enrolment?.programme || one.name === enrolment?.programme,
    );
    if (enrolment && meant.length !== 1) {
      const words =
        `${meant.length === 0 ? 'No programme' : 'More than one programme'} of the organisation has this name. Write its name ` +
        'or id as the organisation has it, or say under “values: programme” in the map what the name in the file means.';
      faults.push({ field: 'programme', words });
    }
    return {
      faults,
      arriving: {
        ...told,
        enrolment: enrolment && { ...enrolment, programme: meant[0]?.programme ?? enrolment.programme },
      },
    };
  };
}
