import {
  addMonths,
  concernMustStay,
  isClassHeld,
  keptUntil,
  mustStay,
  type CaseState,
  type ConcernState,
  type ContactState,
  type Day,
  type RetentionSchedule,
  type ScheduledClass,
  type StreamKind,
} from '@throughcare/pathway';
import { SYSTEM, type Acting } from '../access/actor.ts';
import { load, type LoadedStream } from '../append/load.ts';
import { inTransaction } from '../database/transaction.ts';
import { stateOf } from '../history/deciders.ts';
import { effectiveHistory } from '../history/effective.ts';
import { todayOf, type Store } from '../store.ts';
import type { Kept } from './around-concern.ts';
import { aroundRecord } from './around-record.ts';
import { startOf } from './ended.ts';
import type { Head } from './first-come.ts';
import type { Keeps } from './keeps.ts';

/** One record whose time has ended: which, since when, and what keeps it all the same. */
export interface RetentionDue {
  readonly stream: string;
  readonly kind: StreamKind;
  /** Itself and what could keep it, as far as each had come when it was looked at. */
  readonly lookedAt: readonly Head[];
  /** A case’s own name for itself; null for what has none. */
  readonly reference: string | null;
  readonly keptUntil: Day;
  /** Why it stays: a hold, an order, something open; null when nothing keeps it. */
  readonly stays: string | null;
  /** Everything that keeps it, with the record by which it does; the first of them is why it stays. */
  readonly kept: readonly Kept[];
  /** Concerns, open or not, that this one leads to: whoever lets it go looks at them again. */
  readonly leadsToConcern: boolean;
}

export const kindOf = {
  casework: 'case',
  contact: 'contact',
  concern: 'concern',
  group: 'group',
  opening: 'opening',
} as const satisfies Record<ScheduledClass, StreamKind>;

/** As many records as are opened, and held in memory, at once. */
const AT_ONCE = 50;
/** A month is cut off at its last day, so what is added to and taken from a day may differ by this. */
const LONGEST_CUT = 3;

/**
 * The records of one class whose time has ended, those longest due first, batch by batch. Of what is not due nothing is
 * opened, except where time counts from a birth, which only the record itself knows; no step holds more than a batch,
 * however many have ended. `keeps` is what may keep one beside itself.
 */
export async function* dueRecords(
  store: Store,
  organisation: string,
  schedule: RetentionSchedule,
  keeps: Keeps,
): AsyncGenerator<{ readonly looked: number; readonly due: readonly RetentionDue[] }> {
  const acting: Acting = { organisation, user: SYSTEM };
  for (let after: Place | undefined; ;) {
    const places = await nextPlaces(store, acting, schedule, after);
    if (places.length === 0) return;
    after = places[places.length - 1];
    const { streams } = await load(
      store,
      acting,
      places.map(one => one.id),
    );
    const due: RetentionDue[] = [];
    for (const { id } of places) {
      const loaded = streams.get(id);
      const one = loaded && (await dueOf(store, organisation, id, loaded, schedule, keeps));
      if (one) due.push(one);
    }
    yield { looked: places.length, due };
    if (places.length < AT_ONCE) return;
  }
}

/** As many as `dueRecords` looks at. */
export async function countToLookAt(
  store: Store,
  organisation: string,
  schedule: RetentionSchedule,
): Promise<number> {
  const { column, latest } = within(store, schedule);
  return inTransaction(store, { organisation, user: SYSTEM }, async db => {
    const { rows } = await db.query<{ many: number }>(
      `select count(*) as many from throughcare.ended_record
        where organisation = $1 and kind = $2 and ${column} <= $3::date + $4::integer`,
      [organisation, kindOf[schedule.class], latest, LONGEST_CUT],
    );
    return rows[0].many;
  });
}

/** By which day a record is looked at, and up to which. */
function within(store: Store, { months, from }: RetentionSchedule) {
  return {
    column: from === 'last_entry' ? 'last_entry_on' : 'ended_on',
    latest: from === 'birth' ? todayOf(store) : addMonths(todayOf(store), -months),
  };
}

interface Place {
  readonly id: string;
  readonly day: Day;
}

async function nextPlaces(
  store: Store,
  acting: Acting,
  schedule: RetentionSchedule,
  after: Place | undefined,
): Promise<Place[]> {
  const { column, latest } = within(store, schedule);
  return inTransaction(store, acting, async db => {
    const { rows } = await db.query<Place>(
      `select id, ${column} as day from throughcare.ended_record
        where organisation = $1 and kind = $2 and ${column} <= $3::date + $4::integer
          and (${column}, id) > ($5::date, $6::uuid)
        order by ${column}, id limit $7`,
      [
        acting.organisation,
        kindOf[schedule.class],
        latest,
        LONGEST_CUT,
        after?.day ?? '-infinity',
        after?.id ?? '00000000-0000-0000-0000-000000000000',
        AT_ONCE,
      ],
    );
    return rows;
  });
}

async function dueOf(
  store: Store,
  organisation: string,
  stream: string,
  { kind, head: version, events }: LoadedStream,
  schedule: RetentionSchedule,
  keeps: Keeps,
): Promise<RetentionDue | undefined> {
  const today = todayOf(store);
  const { effective } = effectiveHistory(events);
  const from = startOf(kind, effective, schedule);
  if (from === undefined) return undefined;
  const until = keptUntil(from, schedule);
  if (until > today) return undefined;
  const state = stateOf(kind, effective);
  const around = await aroundRecord(store, organisation, kind, state, events, keeps);
  const kept = [
    ...(isClassHeld(keeps.holds, schedule.class, today) ? [{ why: 'held', by: null }] : []),
    ...reasonsToStay(stream, kind, state, today, keeps),
    ...around.kept,
  ];
  return {
    stream,
    kind,
    lookedAt: [{ id: stream, version }, keeps.organisation, ...around.heads],
    reference: kind === 'case' ? (state as CaseState).reference : null,
    keptUntil: until,
    stays: kept.at(0)?.why ?? null,
    kept,
    leadsToConcern: kind === 'contact' && (state as ContactState).concerns.length > 0,
  };
}

function reasonsToStay(
  stream: string,
  kind: StreamKind,
  state: unknown,
  today: Day,
  { open }: Keeps,
): readonly Kept[] {
  const itself = (refused: { readonly refusal: { readonly code: string } } | undefined) =>
    refused ? [{ why: refused.refusal.code, by: null }] : [];
  const elsewhere = (concerns: readonly string[] = []) => concerns.map(by => ({ why: 'open_elsewhere', by }));
  switch (kind) {
    case 'case':
      return [...itself(mustStay(state as CaseState, today)), ...elsewhere(open.get(stream))];
    case 'concern':
      return itself(concernMustStay(state as ConcernState, today));
    case 'contact':
      // E4: what a concern came from is frozen while the concern is open.
      return elsewhere((state as ContactState).concerns.filter(id => open.has(id)));
    case 'group':
    case 'organisation':
    case 'opening':
      return [];
    default:
      return kind satisfies never;
  }
}
