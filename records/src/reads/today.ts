import { addDays, type Day, type DueKind } from '@throughcare/pathway';
import { todayOf } from '../store.ts';
import type { Answered, Asking } from './answer.ts';
import { fullName, identitiesOf } from './identities.ts';

export interface DueToday {
  readonly case: string;
  readonly reference: string;
  readonly name: string | null;
  readonly kind: DueKind;
  readonly by: Day;
  readonly because: string;
}

export interface SessionToday {
  readonly group: string;
  readonly name: string;
  readonly session: number;
  readonly of: number;
  readonly people: number;
  readonly on: Day;
  readonly registerTaken: boolean;
}

export interface TodayList {
  readonly today: Day;
  readonly due: readonly DueToday[];
  readonly sessions: readonly SessionToday[];
}

/** How far ahead the page looks, in days. */
const AHEAD = { due: 14, sessions: 7 };

/**
 * What is the asker's own to do: due for their people, soonest first; referrals that wait and cases that nobody
 * carries, for those who share them out; and sessions of groups they lead, in the next days or still without a register.
 */
export async function today(asking: Asking): Promise<Answered<TodayList>> {
  const { db, acting, store, roles } = asking;
  const now = todayOf(store);
  const { rows } = await db.query<Omit<DueToday, 'case' | 'name'> & { id: string }>(
    `select c.id, c.reference, d.kind, d.by, d.because
       from throughcare.case_row c
       join throughcare.case_due d on d.organisation = c.organisation and d.case_id = c.id
      where c.organisation = $1 and d.by <= $2
        and (c.practitioner = $3
          or ($4 and (c.status in ('referred', 'accepted') or c.status = 'open' and c.practitioner is null)))
      order by d.by, c.reference, d.kind`,
    [acting.organisation, addDays(now, AHEAD.due), acting.user, roles.includes('programme_lead')],
  );
  const identities = await identitiesOf(asking, [...new Set(rows.map(row => row.id))]);
  const sessions = await ownSessions(asking, now);
  return {
    value: {
      today: now,
      due: rows.map(({ id, ...row }) => ({ case: id, ...row, name: fullName(identities.get(id)) })),
      sessions,
    },
    kind: 'case',
    streams: [...new Set(rows.map(row => row.id))],
    detail: { rows: rows.length },
  };
}

async function ownSessions({ db, acting }: Asking, now: Day): Promise<SessionToday[]> {
  // Whoever covers a session leads it that day, and whoever is covered does not.
  const { rows } = await db.query<Omit<SessionToday, 'registerTaken'> & { status: string }>(
    `select g.id as "group", g.name, s.session, cardinality(g.sessions) as of, s.day as on, s.status,
        case when cardinality(s.for_cases) = 0 then g.taken else cardinality(s.for_cases) end as people
       from throughcare.group_row g
       join throughcare.group_session s on s.organisation = g.organisation and s.group_id = g.id
      where g.organisation = $1 and g.status = 'planned' and s.status <> 'cancelled'
        and coalesce(s.covered_by, g.lead) = $2 and s.day <= $3 and (s.day >= $4 or s.status = 'planned')
      order by s.day, g.id, s.session`,
    [acting.organisation, acting.user, addDays(now, AHEAD.sessions), now],
  );
  return rows.map(({ status, ...row }) => ({ ...row, registerTaken: status !== 'planned' }));
}
