import {
  waitingList,
  waitingStatuses,
  type Day,
  type EnrolmentBasis,
  type OpenGroup,
  type WaitingStatus,
  type WaitingWithPlace,
} from '@throughcare/pathway';
import { todayOf } from '../store.ts';
import type { Asking } from './answer.ts';

interface Queued {
  case_id: string | null;
  enrolment: string;
  programme: string;
  basis: EnrolmentBasis;
  since: Day;
  status: WaitingStatus;
  order_ends: Day | null;
}

export interface PlannedGroup extends OpenGroup {
  readonly name: string;
  readonly version: number;
}

/** Somebody who waits, with the basis on which; `case` is empty where the asker may not see who it is. */
export interface InQueue extends WaitingWithPlace {
  readonly basis: EnrolmentBasis;
}

export interface Queue {
  readonly waiting: readonly InQueue[];
  readonly groups: readonly PlannedGroup[];
}

/**
 * Everybody who waits, with the earliest place that those before them leave. Computed over the whole queue, so
 * that two people who see different parts of it are told the same day.
 */
export async function queueOf(asking: Asking): Promise<Queue> {
  const { db, acting } = asking;
  const standing = await db.query<Omit<Queued, 'case_id'> & { word: string }>(
    'select * from throughcare.queue_standing()',
  );
  const seen = await db.query<{ word: string; case_id: string }>(
    `select throughcare.standing_word(case_id, enrolment) as word, case_id from throughcare.enrolment
      where organisation = $1 and status = any ($2)`,
    [acting.organisation, waitingStatuses],
  );
  const caseOf = new Map(seen.rows.map(row => [row.word, row.case_id]));
  return withPlaces(
    asking,
    standing.rows.map(row => ({ ...row, case_id: caseOf.get(row.word) ?? null })),
  );
}

/** The earliest place of one person who waits, as the whole queue gives it; null where they do not wait, or not for this asker. */
export async function placeInQueue(asking: Asking, id: string): Promise<InQueue | null> {
  const { rows } = await asking.db.query<Queued>('select * from throughcare.queue_around($1)', [id]);
  if (rows.length === 0) return null;
  const { waiting } = await withPlaces(asking, rows);
  return waiting.find(one => one.case === id) ?? null;
}

async function withPlaces({ db, acting, store }: Asking, rows: readonly Queued[]): Promise<Queue> {
  const planned = await db.query<{
    id: string;
    name: string;
    programme: string;
    sessions: Day[];
    places: number;
    taken: number;
    version: number;
  }>(
    `select id, name, programme, sessions, places, taken, version from throughcare.group_row
      where organisation = $1 and status = 'planned' order by id`,
    [acting.organisation],
  );
  const groups = planned.rows.map(row => ({
    group: row.id,
    programme: row.programme,
    name: row.name,
    startsOn: row.sessions[0],
    freePlaces: row.places - row.taken,
    version: row.version,
  }));
  const waiting = waitingList(
    rows.map(row => ({
      case: row.case_id ?? '',
      enrolment: row.enrolment,
      programme: row.programme,
      basis: row.basis,
      since: row.since,
      status: row.status,
      orderEnds: row.order_ends,
    })),
    groups,
    todayOf(store),
  );
  return { waiting, groups };
}
