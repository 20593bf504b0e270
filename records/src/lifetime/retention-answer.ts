import { retentionActs, type StreamKind } from '@throughcare/pathway';
import type { Queryable } from '../database/connect.ts';
import type { Answered, Asking } from '../reads/answer.ts';
import { todayOf } from '../store.ts';
import { dueRecords, type RetentionDue } from './due-records.ts';
import { keepsOf } from './keeps.ts';
import { dueAsSeen, seesCases } from './seen-due.ts';
import { countDue, countEnded, scheduledNames, schedulesOf, type RetentionOfClass } from './retention.ts';

/** A class as one who answers for retention sees it: its schedule, and what is due, counted by what keeps it. */
export interface RetentionSeen extends Pick<RetentionOfClass, 'class' | 'schedule'> {
  /** Null where how many there are is not theirs to know: then they see how long they are kept, and no more. */
  readonly counts: Pick<RetentionOfClass, 'ended' | 'due' | 'staying'> | null;
  /** Those among them that nothing keeps, for whoever decides on each; a concern has no reference. */
  readonly toDecide: readonly {
    readonly id: string;
    readonly reference: string | null;
    readonly keptUntil: string;
  }[];
}

const MOST_SHOWN = 200;

/**
 * The due list. An administrator sees numbers alone; a safeguarding lead, who decides with a second person, sees which
 * cases of those they may open, and concerns in an answer of their own. Whoever sees no case is told of all that is due,
 * since somebody has to know that nothing is forgotten; whoever sees some, of what they may know (see `dueAsSeen`).
 */
export async function retentionAnswer(asking: Asking): Promise<Answered<readonly RetentionSeen[]>> {
  const { store, acting, roles } = asking;
  const decides = roles.includes('safeguarding_lead');
  const schedules = await schedulesOf(store, acting.organisation);
  const keeps = await keepsOf(store, acting.organisation);
  const value: RetentionSeen[] = [];
  for (const name of scheduledNames) {
    // A lead has an answer of their own on concerns.
    if (name === 'concern' && decides) continue;
    const schedule = schedules.find(one => one.class === name) ?? null;
    // How many concerns there are is for those who decide about them; and a lead is told of no opening that may concern
    // them, so not how many either. How long they are kept is no secret to whoever sets it or checks it.
    if (name === 'concern' || (name === 'opening' && decides)) {
      value.push({ class: name, schedule, counts: null, toDecide: [] });
      continue;
    }
    // What keeps a record may be what only its own people may know, so for others it is counted and not named.
    const counted = countDue(stays => (decides ? stays : 'kept'));
    const toDecide: RetentionDue[] = [];
    if (schedule) {
      for await (const { due: all } of dueRecords(store, acting.organisation, schedule, keeps)) {
        const due = seesCases(asking) ? await dueAsSeen(asking, all) : all;
        due.forEach(counted.add);
        if (decides && name === 'casework' && retentionActs(schedule, todayOf(store)))
          toDecide.push(...(await seenOf(asking.db, 'case', due, toDecide.length)));
      }
    }
    const ended =
      name === 'casework'
        ? await countEndedCases(asking)
        : await countEnded(store, acting.organisation, name);
    const counts = { ended, ...counted.counts() };
    value.push({ class: name, schedule, counts, toDecide: toDecide.map(shown) });
  }
  const streams = value.flatMap(one => one.toDecide.map(row => row.id));
  return { value, kind: 'case', streams, detail: { classes: value.length } };
}

/**
 * The same of concerns, for a safeguarding lead. One that is about them is in no count (E7): not among those that have
 * ended, nor among those that are due.
 */
export async function concernRetention(asking: Asking): Promise<Answered<RetentionSeen>> {
  const { db, store, acting } = asking;
  const schedules = await schedulesOf(store, acting.organisation);
  const schedule = schedules.find(one => one.class === 'concern') ?? null;
  const keeps = await keepsOf(store, acting.organisation);
  const counted = countDue();
  const toDecide: RetentionDue[] = [];
  if (schedule) {
    for await (const { due } of dueRecords(store, acting.organisation, schedule, keeps)) {
      const seen = await dueAsSeen(asking, await whichSeen(db, 'concern', due));
      seen.forEach(counted.add);
      if (!retentionActs(schedule, todayOf(store))) continue;
      toDecide.push(...seen.filter(one => one.stays === null).slice(0, MOST_SHOWN - toDecide.length));
    }
  }
  const { rows } = await db.query<{ many: number }>(
    "select count(*) as many from throughcare.concern_row where organisation = $1 and status = 'closed'",
    [acting.organisation],
  );
  const ended = rows[0].many;
  return {
    value: {
      class: 'concern',
      schedule,
      counts: { ended, ...counted.counts() },
      toDecide: toDecide.map(shown),
    },
    kind: 'concern',
    streams: toDecide.map(one => one.stream),
  };
}

/** Those that are not closed to whoever asks; see sql/0059. */
async function countEndedCases({ db, store }: Asking): Promise<number> {
  const { rows } = await db.query<{ many: number }>('select throughcare.count_ended_cases($1) as many', [
    todayOf(store),
  ]);
  return rows[0].many;
}

function shown({ stream: id, reference, keptUntil }: RetentionDue) {
  return { id, reference, keptUntil };
}

async function seenOf(
  db: Queryable,
  kind: StreamKind,
  due: readonly RetentionDue[],
  already: number,
): Promise<RetentionDue[]> {
  const free = due.filter(one => one.stays === null);
  return already >= MOST_SHOWN ? [] : (await whichSeen(db, kind, free)).slice(0, MOST_SHOWN - already);
}

/** Those whose rows row-level security shows to whoever asks. */
async function whichSeen(
  db: Queryable,
  kind: StreamKind,
  due: readonly RetentionDue[],
): Promise<RetentionDue[]> {
  const { rows } = await db.query<{ id: string }>(
    `select id from throughcare.${kind === 'case' ? 'case_row' : 'concern_row'} where id = any ($1)`,
    [due.map(one => one.stream)],
  );
  const seen = new Set(rows.map(row => row.id));
  return due.filter(one => seen.has(one.stream));
}
