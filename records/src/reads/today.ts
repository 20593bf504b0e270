import {
  addDays,
  isRequest,
  requestKinds,
  type ConcernDueKind,
  type Day,
  type DueKind,
} from '@throughcare/pathway';
import { todayOf } from '../store.ts';
import { concernsApart, type Answered, type Asking } from './answer.ts';
import { byWork } from './by-work.ts';
import { countRows, dueColumns, type DueColumns } from './due.ts';
import { givenBy, workFor, type GivenByMe, type GivenWork } from './given-work.ts';
import { fullName, identitiesOf } from './identities.ts';
import { numbersNow } from './settings.ts';

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

export interface ConcernToday {
  readonly concern: string;
  readonly what: ConcernDueKind;
  readonly by: Day;
  readonly immediateDanger: boolean;
  readonly raisedOn: Day;
}

/** A case that somebody opened in an emergency, and that a second person has to look at. */
export interface OpeningToday {
  readonly opening: string;
  readonly by: Day;
  /** Milliseconds since 1970. */
  readonly openedAt: number;
}

export interface TodayList {
  readonly today: Day;
  /** Concerns about children that wait for a safeguarding lead, or for somebody who was named to decide. */
  readonly concerns: readonly ConcernToday[];
  /** Openings in an emergency that wait for a safeguarding lead; never their own, nor one that may concern them. */
  readonly openings: readonly OpeningToday[];
  readonly due: readonly DueToday[];
  readonly sessions: readonly SessionToday[];
  /** What was given to the asker, and what somebody has to give again. */
  readonly given: readonly (GivenWork & { readonly name: string | null; readonly mine: boolean })[];
  /** What the asker gave to others, and what came of it. */
  readonly givenByMe: readonly GivenByMe[];
}

/** How far ahead the page looks, in days. */
const AHEAD = { due: 14, sessions: 7 };

/**
 * What is the asker's own to do, and nothing of a case that an emergency alone opens to them: concerns about children that wait for them; what is due for their people, soonest first; referrals that wait and cases that nobody
 * carries, for those who share them out; what was asked for of a record, from the day on which it was asked, for the
 * safeguarding leads, who alone may give a copy or agree to an erasure; and sessions of groups they lead, in the next
 * days or still without a register.
 */
export async function today(asking: Asking): Promise<Answered<TodayList>> {
  const { db, acting, store, roles } = asking;
  const now = todayOf(store);
  const until = addDays(now, AHEAD.due);
  // A day that stands is looked for here; one that is counted with a length is known once it has been counted.
  const { rows } = await db.query<DueColumns & { reference: string }>(
    `select c.reference, ${dueColumns}
       from throughcare.case_row c
       join throughcare.case_due d on d.organisation = c.organisation and d.case_id = c.id
      where c.organisation = $1
        and case when d.kind = any ($5) then $6
          else (d.counts_from <= $2 or d.counts_with <> '')
            and (c.practitioner = $3
              or ($4 and (c.status in ('referred', 'accepted') or c.status = 'open' and c.practitioner is null)
                and ${byWork}))
        end`,
    [
      acting.organisation,
      until,
      acting.user,
      roles.includes('programme_lead'),
      requestKinds,
      roles.includes('safeguarding_lead'),
    ],
  );
  const given = await workFor(asking, now);
  const references = new Map(rows.map(row => [row.case_id, row.reference]));
  const due = [...countRows(rows, await numbersNow(asking))]
    .flatMap(([id, own]) => own.map(one => ({ case: id, reference: references.get(id)!, ...one })))
    .filter(one => one.by <= until || isRequest(one.kind))
    // A task is named by itself below, to whoever has it and to whoever has to give it again.
    .filter(
      one => one.kind !== 'task' || !given.some(own => own.case === one.case && own.item !== 'handover'),
    )
    .sort((a, b) => inOrder(a.by, b.by) || inOrder(a.reference, b.reference) || inOrder(a.kind, b.kind));
  const givenByMe = await givenBy(asking);
  const ids = [...new Set([...due, ...given].map(one => one.case))];
  const identities = await identitiesOf(asking, ids);
  const sessions = await ownSessions(asking, now);
  const waiting = await ownConcerns(asking, until);
  const openings = await openingsToReview(asking);
  return {
    value: {
      today: now,
      concerns: waiting.map(({ concern, what, by, immediateDanger, raisedOn }) => ({
        concern,
        what,
        by,
        immediateDanger,
        raisedOn,
      })),
      openings,
      due: due.map(one => ({ ...one, name: fullName(identities.get(one.case)) })),
      sessions,
      given: given.map(one => ({
        ...one,
        name: fullName(identities.get(one.case)),
        mine: one.to === acting.user && one.stands !== 'handed_back',
      })),
      givenByMe,
    },
    kind: 'case',
    streams: [
      ...new Set([...ids, ...givenByMe.map(one => one.case)]),
      ...new Set(sessions.map(one => one.group)),
      ...openings.map(one => one.opening),
    ],
    detail: { rows: due.length + openings.length },
    concerns: concernsApart(waiting),
  };
}

/** A list that said that nothing waits while a child does would be worse than none (E7). */
async function ownConcerns({ db, acting, roles }: Asking, until: Day) {
  const { rows } = await db.query<ConcernToday & { isAboutStaff: boolean } & Record<string, unknown>>(
    `select id as concern, due as what, due_by as by, immediate_danger as "immediateDanger", raised_on as "raisedOn",
        about <> '{}' as "isAboutStaff"
       from throughcare.concern_row
      where organisation = $1 and due_by <= $2 and ($4 or $3 = any (named))
      order by due_by, raised_at, id`,
    [acting.organisation, until, acting.user, roles.includes('safeguarding_lead')],
  );
  return rows;
}

/** What was opened in an emergency is looked at within one working day (E20), so it waits where a lead begins their day. */
async function openingsToReview({ db, acting, roles }: Asking): Promise<OpeningToday[]> {
  if (!roles.includes('safeguarding_lead')) return [];
  const { rows } = await db.query<OpeningToday & Record<string, unknown>>(
    `select id as opening, review_by as by, opened_at as "openedAt"
       from throughcare.opening_row
      where organisation = $1 and review_by is not null and opened_by <> $2
      order by review_by, opened_at, id`,
    [acting.organisation, acting.user],
  );
  return rows;
}

function inOrder(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
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
