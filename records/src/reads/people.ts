import type { Day } from '@throughcare/pathway';
import { withinReach } from './within-reach.ts';
import { tokensToFind } from '../keys/blind-index.ts';
import type { Answered, Asking } from './answer.ts';
import { dueIn } from './due.ts';
import { isId } from './id.ts';
import { fullName, identitiesOf } from './identities.ts';

export interface PeopleQuery {
  /** Names, their beginnings from three letters, a reference, a birth date, a police number. */
  readonly search?: string;
  /** The `next` of the page before: an id, because it travels in an address, where a reference would be left behind. */
  readonly after?: string;
  readonly limit?: number;
}

export interface PersonRow {
  readonly case: string;
  readonly reference: string;
  readonly status: string;
  readonly name: string | null;
  readonly surname: string | null;
  readonly forename: string | null;
  readonly bornOn: Day | null;
  readonly practitioner: string | null;
  readonly orderEnds: Day | null;
  readonly childrenCheckedOn: Day | null;
  readonly nextDue: Day | null;
}

export interface People {
  readonly rows: readonly PersonRow[];
  readonly next: string | null;
  readonly total: number;
}

interface Found {
  id: string;
  reference: string;
  status: string;
  practitioner: string | null;
  restricted: boolean;
  order_ends: Day | null;
  children_checked_on: Day | null;
}

/** The people that the asker may see, in order of reference, a page at a time. */
export async function people(asking: Asking, query: PeopleQuery): Promise<Answered<People>> {
  const { db, acting, store, roles } = asking;
  const limit = Math.min(Math.max(query.limit ?? 25, 1), 100);
  const search = query.search?.trim() ?? '';
  const values: unknown[] = [acting.organisation];
  let where = `c.organisation = $1${search === '' ? withinReach(roles, 'c.id') : ''}`;
  for (const tokens of search === '' ? [] : tokensToFind(store.keys.index, acting.organisation, search)) {
    values.push(tokens);
    // As an array, so that the few that were found are looked up by their key, and not every case is read.
    where += ` and c.id = any (array(select t.case_id from throughcare.case_token t
      where t.organisation = $1 and t.token = any ($${values.length}::uuid[])))`;
  }
  const count = await db.query<{ total: number }>(
    `select count(*) as total from throughcare.case_row c where ${where}`,
    values,
  );
  // Begun after somebody who is not seen any more, or who never was: from the beginning.
  const after = query.after && isId(query.after) ? query.after : nowhere;
  const { rows } = await db.query<Found>(
    `select c.id, c.reference, c.status, c.practitioner, c.restricted, c.order_ends, c.children_checked_on
       from throughcare.case_row c
      where ${where} and (c.reference, c.id) > (coalesce((select before.reference from throughcare.case_row before
          where before.organisation = $1 and before.id = $${values.length + 1}), ''), $${values.length + 1}::uuid)
      order by c.reference, c.id limit $${values.length + 2}`,
    [...values, after, limit + 1],
  );
  const page = rows.slice(0, limit);
  const ids = page.map(row => row.id);
  const identities = await identitiesOf(asking, ids);
  const due = await dueIn(asking, ids);
  const last = page.at(-1);
  return {
    value: {
      rows: page.map(row => {
        const identity = identities.get(row.id);
        return {
          case: row.id,
          reference: row.reference,
          status: row.status,
          name: fullName(identity),
          surname: identity?.surname ?? null,
          forename: identity?.forename ?? null,
          bornOn: identity?.bornOn ?? null,
          practitioner: row.practitioner,
          orderEnds: row.order_ends,
          childrenCheckedOn: row.children_checked_on,
          nextDue: due.get(row.id)?.[0]?.by ?? null,
        };
      }),
      next: rows.length > limit && last ? last.id : null,
      total: count.rows[0].total,
    },
    kind: 'case',
    streams: ids,
    detail: {
      searched: search !== '',
      rows: page.length,
      // For the notice to the safeguarding lead; a restriction may be lifted before anybody looks (E20).
      ...(search !== '' && page.some(row => row.restricted) && { restricted: true }),
    },
  };
}

const nowhere = '00000000-0000-0000-0000-000000000000';
