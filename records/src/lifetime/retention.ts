import {
  keptUntil,
  retentionActs,
  scheduledClasses,
  type Day,
  type RetentionSchedule,
  type ScheduledClass,
  type StreamKind,
} from '@throughcare/pathway';
import { SYSTEM, type Acting } from '../access/actor.ts';
import { load } from '../append/load.ts';
import { inTransaction } from '../database/transaction.ts';
import { stateOf } from '../history/deciders.ts';
import { effectiveHistory } from '../history/effective.ts';
import type { RecordedEvent } from '../history/recorded-event.ts';
import { todayOf, type Store } from '../store.ts';
import { countToLookAt, dueRecords, kindOf, type RetentionDue } from './due-records.ts';
import { startOf } from './ended.ts';
import { keepsOf } from './keeps.ts';

/** What a round would do for one class of records, and by whose decision, counted: nothing is changed by asking. */
export interface RetentionOfClass {
  readonly class: ScheduledClass;
  /** Null where nobody has set one: then nothing of it ever goes. */
  readonly schedule: RetentionSchedule | null;
  readonly ended: number;
  readonly due: number;
  /** Of those that are due: how many stay all the same, and why. */
  readonly staying: Readonly<Record<string, number>>;
}

/** How far a look through what has ended has come. */
export interface RetentionProgress {
  readonly class: ScheduledClass;
  readonly looked: number;
  /** As many as there are to look at. */
  readonly of: number;
}

export const scheduledNames = Object.keys(scheduledClasses) as ScheduledClass[];

/** The dry run: for every class, what is due by its schedule, and what keeps it. */
export async function retentionOf(
  store: Store,
  organisation: string,
  onProgress: (progress: RetentionProgress) => void = () => {},
): Promise<readonly RetentionOfClass[]> {
  const schedules = await schedulesOf(store, organisation);
  const keeps = await keepsOf(store, organisation);
  const found: RetentionOfClass[] = [];
  for (const name of scheduledNames) {
    const schedule = schedules.find(one => one.class === name) ?? null;
    const counted = countDue();
    let looked = 0;
    if (schedule) {
      const of = await countToLookAt(store, organisation, schedule);
      for await (const batch of dueRecords(store, organisation, schedule, keeps)) {
        batch.due.forEach(counted.add);
        looked += batch.looked;
        onProgress({ class: name, looked, of });
      }
    }
    const ended = await countEnded(store, organisation, name);
    found.push({ class: name, schedule, ended, ...counted.counts() });
  }
  return found;
}

/** Counts what is due as it comes, and what keeps it: `say` is what is said of that. */
export function countDue(say: (stays: string) => string = stays => stays) {
  let due = 0;
  const staying: Record<string, number> = {};
  return {
    add: ({ stays }: Pick<RetentionDue, 'stays'>) => {
      due += 1;
      if (stays !== null) staying[say(stays)] = (staying[say(stays)] ?? 0) + 1;
    },
    counts: () => ({ due, staying }),
  };
}

export async function countEnded(store: Store, organisation: string, name: ScheduledClass): Promise<number> {
  return inTransaction(store, { organisation, user: SYSTEM }, async db => {
    const { rows } = await db.query<{ many: number }>(
      `select count(*) as many from throughcare.ended_record
        where organisation = $1 and kind = $2 and ended_on <= $3::date`,
      [organisation, kindOf[name], todayOf(store)],
    );
    return rows[0].many;
  });
}

/** Whether the time of a record has ended by its schedule; never where there is none that was checked and acts. */
export function timeHasEnded(
  kind: StreamKind,
  events: readonly RecordedEvent[],
  schedule: RetentionSchedule | undefined,
  today: Day,
): boolean {
  if (!schedule || !retentionActs(schedule, today)) return false;
  const from = startOf(kind, effectiveHistory(events).effective, schedule);
  return from !== undefined && keptUntil(from, schedule) <= today;
}

/** The schedule of one class; undefined where nobody has set one. */
export async function scheduleOf(
  store: Store,
  organisation: string,
  name: ScheduledClass,
): Promise<RetentionSchedule | undefined> {
  return (await schedulesOf(store, organisation)).find(one => one.class === name);
}

export async function schedulesOf(store: Store, organisation: string): Promise<readonly RetentionSchedule[]> {
  const acting: Acting = { organisation, user: SYSTEM };
  const loaded = (await load(store, acting, [organisation])).streams.get(organisation);
  return loaded ? stateOf('organisation', effectiveHistory(loaded.events).effective).retention : [];
}
