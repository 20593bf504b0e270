import {
  keptUntil,
  mustStay,
  scheduledClasses,
  type CaseState,
  type ContactState,
  type Day,
  type Identity,
  type RetentionSchedule,
  type ScheduledClass,
  type StreamKind,
} from '@throughcare/pathway';
import { SYSTEM, type Acting } from '../access/actor.ts';
import { load, type LoadedStream } from '../append/load.ts';
import { inTransaction } from '../database/transaction.ts';
import { stateOf } from '../history/deciders.ts';
import { effectiveHistory } from '../history/effective.ts';
import type { RecordedEvent } from '../history/recorded-event.ts';
import { identityEvent } from '../projections/case.ts';
import { todayOf, type Store } from '../store.ts';
import { openConcerns } from './open-concern.ts';

/** One record whose time has ended: which, since when, and what keeps it all the same. */
export interface RetentionDue {
  readonly stream: string;
  readonly kind: StreamKind;
  /** A case’s own name for itself; null for what has none. */
  readonly reference: string | null;
  readonly from: Day;
  readonly keptUntil: Day;
  /** Why it stays: a hold, an order, something open; null when nothing keeps it. */
  readonly stays: string | null;
}

/** What a round would do for one class of records, and by whose decision: nothing is changed by asking. */
export interface RetentionOfClass {
  readonly class: ScheduledClass;
  /** Null where nobody has set one: then nothing of it ever goes. */
  readonly schedule: RetentionSchedule | null;
  readonly ended: number;
  readonly due: readonly RetentionDue[];
}

export const kindOf = {
  casework: 'case',
  contact: 'contact',
  concern: 'concern',
  group: 'group',
} as const satisfies Record<ScheduledClass, StreamKind>;

/** The tables in which ended records are found, and how each kind says that it has ended. */
const endedIn = {
  casework: "case_row where status = 'closed'",
  contact: "contact_row where status = 'ended'",
  concern: "concern_row where status = 'closed'",
  group: "group_row where (status <> 'planned' or sessions[cardinality(sessions)] < $2::date)",
} as const satisfies Record<ScheduledClass, string>;

const AT_ONCE = 200;

/** The dry run: for every class, what is due by its schedule, and what keeps it. */
export async function retentionOf(store: Store, organisation: string): Promise<readonly RetentionOfClass[]> {
  const acting: Acting = { organisation, user: SYSTEM };
  const schedules = await schedulesOf(store, acting);
  const open = await openConcerns(store, organisation);
  const found: RetentionOfClass[] = [];
  for (const name of Object.keys(scheduledClasses) as ScheduledClass[]) {
    const schedule = schedules.find(one => one.class === name) ?? null;
    const ids = await endedIds(store, acting, name);
    const due: RetentionDue[] = [];
    const looked = schedule === null ? [] : ids;
    for (let at = 0; at < looked.length; at += AT_ONCE) {
      const { streams } = await load(store, acting, looked.slice(at, at + AT_ONCE));
      for (const [stream, loaded] of streams) {
        const one = schedule && dueOf(stream, loaded, schedule, todayOf(store), open);
        if (one) due.push(one);
      }
    }
    found.push({ class: name, schedule, ended: ids.length, due });
  }
  return found;
}

/** Whether the time of a record has ended by its schedule; never where there is none. */
export function timeHasEnded(
  events: readonly RecordedEvent[],
  schedule: RetentionSchedule | undefined,
  today: Day,
): boolean {
  if (!schedule) return false;
  const from = startOf(effectiveHistory(events).effective, schedule);
  return from !== undefined && keptUntil(from, schedule) <= today;
}

export async function schedulesOf(store: Store, acting: Acting): Promise<readonly RetentionSchedule[]> {
  const { streams } = await load(store, acting, [acting.organisation]);
  const loaded = streams.get(acting.organisation);
  return loaded ? stateOf('organisation', effectiveHistory(loaded.events).effective).retention : [];
}

async function endedIds(store: Store, acting: Acting, name: ScheduledClass): Promise<string[]> {
  return inTransaction(store, acting, async db => {
    const { rows } = await db.query<{ id: string }>(
      `select id from throughcare.${endedIn[name]} and organisation = $1 and $2::date is not null order by id`,
      [acting.organisation, todayOf(store)],
    );
    return rows.map(row => row.id);
  });
}

function dueOf(
  stream: string,
  { kind, events }: LoadedStream,
  schedule: RetentionSchedule,
  today: Day,
  open: ReadonlySet<string>,
): RetentionDue | undefined {
  const { effective } = effectiveHistory(events);
  const from = startOf(effective, schedule);
  if (from === undefined) return undefined;
  const until = keptUntil(from, schedule);
  if (until > today) return undefined;
  const state = stateOf(kind, effective);
  const reference = kind === 'case' ? (state as CaseState).reference : null;
  const stays = reasonToStay(stream, kind, state, today, open);
  return { stream, kind, reference, from, keptUntil: until, stays };
}

const endings = new Set(['closed', 'contact_ended', 'concern_closed', 'group_cancelled', 'register_taken']);

function startOf(effective: readonly RecordedEvent[], { from }: RetentionSchedule): Day | undefined {
  switch (from) {
    case 'ended':
      return effective.findLast(event => endings.has(event.type))?.occurredOn ?? effective.at(-1)?.occurredOn;
    case 'last_entry':
      return effective.at(-1)?.occurredOn;
    case 'birth':
      return (identityEvent({ effective })?.sealed as Identity | null | undefined)?.bornOn ?? undefined;
    default:
      return from satisfies never;
  }
}

function reasonToStay(
  stream: string,
  kind: StreamKind,
  state: unknown,
  today: Day,
  open: ReadonlySet<string>,
): string | null {
  if (kind === 'case') {
    const refused = mustStay(state as CaseState, today);
    if (refused) return refused.refusal.code;
    return open.has(stream) ? 'open_elsewhere' : null;
  }
  // E4: what a concern came from is frozen while the concern is open.
  if (kind === 'contact')
    return (state as ContactState).concerns.some(id => open.has(id)) ? 'open_elsewhere' : null;
  return null;
}
