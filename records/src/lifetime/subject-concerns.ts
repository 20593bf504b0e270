import { isConcernLifetimeEvent } from '@throughcare/pathway';
import type { Acting } from '../access/actor.ts';
import { inTransaction } from '../database/transaction.ts';
import { stateOf } from '../history/deciders.ts';
import { effectiveHistory } from '../history/effective.ts';
import type { RecordedEvent } from '../history/recorded-event.ts';
import { concernsApart, type Answered, type Asking } from '../reads/answer.ts';
import { isId } from '../reads/id.ts';
import { loadIn } from '../reads/load-in.ts';
import { todayOf, type Store } from '../store.ts';
import { casesOf } from './around-concern.ts';
import { copyLines, type CopyLine, type ForCopy } from './copy-line.ts';
import { copyNames } from './copy-names.ts';
import { givingOf, sayLines, type SaidLine } from './subject-access.ts';
import { byDay, subjectPack, type SubjectEntry, type SubjectPack } from './subject-pack.ts';

/** What one concern keeps back from a copy, for a safeguarding lead who may see it. */
export interface ConcernLines {
  readonly concern: string;
  readonly version: number;
  readonly isOpen: boolean;
  readonly lines: readonly SaidLine[];
}

/** What concerns that touch a case bring to a copy that was asked for: what was let go into it, and all they keep back. */
export interface SubjectConcerns {
  readonly entries: readonly SubjectEntry[];
  readonly concerns: readonly ConcernLines[];
}

const AT_ONCE = 100;

/**
 * Goes through every concern that whoever asks may see, since only a concern itself says which case it touches; null
 * where there is no such request. One that is about them is not there, as everywhere. It is an answer of its own, so that the access log ties no concern to the
 * case, and none is left in the case’s record.
 */
export async function subjectConcerns(
  asking: Asking,
  id: string,
  request: string,
): Promise<Answered<SubjectConcerns | null>> {
  const asked = await requestOf(asking, id, request);
  if (!asked) return { value: null, kind: 'concern', streams: [] };
  const entries: SubjectEntry[] = [];
  const concerns: ConcernLines[] = [];
  const read: { readonly concern: string; readonly isAboutStaff: boolean }[] = [];
  const names = await copyNames(asking, []);
  for await (const { concern, version, events } of concernsTouching(asking, id, asked.givenAt)) {
    const { effective } = effectiveHistory(events);
    const lines = concernLines(effective, { case: id, request });
    const told = effective.filter(event => !isConcernLifetimeEvent(event));
    // That something of a concern was corrected is in no copy: it would be told without anybody deciding so.
    entries.push(
      ...subjectPack({ effective: told, superseded: [] }, [], lines, names, todayOf(asking.store)).entries,
    );
    const state = stateOf('concern', effective);
    const isOpen = state.status === 'open';
    read.push({ concern, isAboutStaff: state.about.length > 0 });
    concerns.push({ concern, version, isOpen, lines: sayLines('concern', lines, names) });
  }
  const streams = read.filter(one => !one.isAboutStaff).map(one => one.concern);
  const apart = concernsApart(read.filter(one => one.isAboutStaff));
  return { value: { entries, concerns }, kind: 'concern', streams, concerns: apart };
}

/** The lines of one concern that could be let go into a copy. */
export function concernLines(
  effective: readonly RecordedEvent[],
  copy: ForCopy & { case: string },
): CopyLine[] {
  const told = new Set(effective.filter(event => !isConcernLifetimeEvent(event)).map(event => event.version));
  return copyLines(effective, copy).filter(line => told.has(line.version));
}

/** How many lines of concerns that touch the case nobody has decided on, as far as whoever acts may see them. */
export async function undecidedInConcerns(
  store: Store,
  acting: Acting,
  id: string,
  request: string,
): Promise<number> {
  return inTransaction(store, acting, async (db, roles) => {
    let undecided = 0;
    for await (const { events } of concernsTouching({ db, store, acting, roles }, id, null)) {
      const lines = concernLines(effectiveHistory(events).effective, { case: id, request });
      undecided += lines.filter(one => one.decided === null).length;
    }
    return undecided;
  });
}

/** Whether the copy was asked for, and when it was given, in milliseconds since 1970. */
async function requestOf(
  asking: Asking,
  id: string,
  request: string,
): Promise<{ readonly givenAt: number | null } | undefined> {
  const loaded = isId(id) ? (await loadIn(asking, [id])).get(id) : undefined;
  if (loaded?.kind !== 'case' || !loaded.keys.facts) return undefined;
  const { lifetime } = stateOf('case', effectiveHistory(loaded.events).effective);
  if (!lifetime.copies.some(one => one.id === request)) return undefined;
  return { givenAt: givingOf(loaded.events, request)?.recordedAt ?? null };
}

/** Every concern that touches a case and that whoever asks may see, as it was at `givenAt` where that is given. */
async function* concernsTouching(asking: Asking, id: string, givenAt: number | null) {
  for (let after = '00000000-0000-0000-0000-000000000000'; ;) {
    const { rows } = await asking.db.query<{ id: string }>(
      'select id from throughcare.concern_row where organisation = $1 and id > $2 order by id limit $3',
      [asking.acting.organisation, after, AT_ONCE],
    );
    for (const [concern, { events: all, head: version }] of await loadIn(
      asking,
      rows.map(row => row.id),
    )) {
      const events = givenAt === null ? all : all.filter(one => one.recordedAt <= givenAt);
      if (casesOf(effectiveHistory(events).effective).includes(id)) yield { concern, version, events };
    }
    if (rows.length < AT_ONCE) return;
    after = rows[rows.length - 1].id;
  }
}

/** The copy with what was let go of concerns, each entry at its day: nothing shows from where one came. */
export function withConcerns(pack: SubjectPack, { entries }: SubjectConcerns): SubjectPack {
  return { ...pack, entries: byDay([...pack.entries, ...entries]) };
}
