import type { Day } from '@throughcare/pathway';
import { scopes } from '../access/policy.ts';
import type { Queryable } from '../database/connect.ts';
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
  const after = await placeOf(asking, query.after);
  const few = search !== '' || roles.every(role => scopes[role].case !== 'all');
  const { total, rows } = await (few ? amongFew : amongAll)(db, { where, values, after, most: limit + 1 });
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
      total,
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

interface Place {
  readonly reference: string;
  readonly id: string;
}

const beginning: Place = { reference: '', id: '00000000-0000-0000-0000-000000000000' };

/**
 * Where a page begins: from the beginning after somebody who is not seen any more, or who never was. Asked for by
 * itself, because within the list's own query it is no condition of the index, and every page before is looked through.
 */
async function placeOf({ db, acting }: Asking, after: string | undefined): Promise<Place> {
  if (!after || !isId(after)) return beginning;
  const { rows } = await db.query<{ reference: string }>(
    'select reference from throughcare.case_row where organisation = $1 and id = $2',
    [acting.organisation, after],
  );
  return rows.length > 0 ? { reference: rows[0].reference, id: after } : beginning;
}

interface Wanted {
  /** A condition on `case_row c`, with its values. */
  readonly where: string;
  readonly values: readonly unknown[];
  readonly after: Place;
  readonly most: number;
}

interface Part {
  readonly total: number;
  readonly rows: readonly Found[];
}

const columns = 'id, reference, status, practitioner, restricted, order_ends, children_checked_on';

/** Those who were searched for or are tied to the asker: looked up once, then counted and put in order. */
async function amongFew(db: Queryable, { where, values, after, most }: Wanted): Promise<Part> {
  const at = values.length;
  const { rows } = await db.query<Found & { total: number }>(
    `with mine as materialized (select ${columns} from throughcare.case_row c where ${where})
     select (select count(*) from mine) as total, part.* from (select) as one left join lateral (
       select * from mine where (reference, id) > ($${at + 1}, $${at + 2}::uuid)
         order by reference, id limit $${at + 3}) part on true`,
    [...values, after.reference, after.id, most],
  );
  // Where nobody is on this page there is one row, of the count alone.
  return { total: rows[0].total, rows: rows.filter(row => row.id !== null) };
}

/** Everybody, for whom their role opens every case: a page of them by the index of references, and their count. */
async function amongAll(db: Queryable, { where, values, after, most }: Wanted): Promise<Part> {
  const at = values.length;
  const count = await db.query<{ total: number }>('select throughcare.count_of_all_cases() as total');
  const { rows } = await db.query<Found & Record<string, unknown>>(
    `select ${columns} from throughcare.case_row c
      where ${where} and (c.reference, c.id) > ($${at + 1}, $${at + 2}::uuid)
      order by c.reference, c.id limit $${at + 3}`,
    [...values, after.reference, after.id, most],
  );
  return { total: count.rows[0].total, rows };
}
