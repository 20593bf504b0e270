import { isConcernLifetimeEvent, type Day } from '@throughcare/pathway';
import { stateOf } from '../history/deciders.ts';
import { effectiveHistory } from '../history/effective.ts';
import type { RecordedEvent } from '../history/recorded-event.ts';
import type { Answered, Asking } from '../reads/answer.ts';
import { isId } from '../reads/id.ts';
import { loadIn } from '../reads/load-in.ts';
import { staffNames } from '../reads/staff.ts';
import { todayOf } from '../store.ts';
import { casesOf } from './around-concern.ts';
import {
  keptBackLines,
  subjectPack,
  type KeptBackLine,
  type SubjectEntry,
  type SubjectPack,
} from './subject-pack.ts';

/** One line of a concern that stays out of a copy, for the safeguarding lead who goes through them one by one. */
export interface ConcernLine extends KeptBackLine {
  readonly concern: string;
  readonly isOpen: boolean;
}

/** What concerns that touch a case bring to a copy that was asked for: what was let go into it, and what stays. */
export interface SubjectConcerns {
  readonly entries: readonly SubjectEntry[];
  readonly keptBack: readonly ConcernLine[];
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
  if (!(await hasRequest(asking, id, request))) return { value: null, kind: 'concern', streams: [] };
  const entries: SubjectEntry[] = [];
  const keptBack: ConcernLine[] = [];
  const streams: string[] = [];
  const staff = await staffNames(asking);
  for await (const { concern, effective } of concernsTouching(asking, id)) {
    streams.push(concern);
    const { status, lifetime } = stateOf('concern', effective);
    const released = lifetime.released.filter(one => one.case === id && one.request === request);
    const told = effective.filter(event => !isConcernLifetimeEvent(event));
    entries.push(...subjectPack(told, released, staff, todayOf(asking.store)).entries);
    const isOpen = status === 'open';
    keptBack.push(...releasableLines(effective, released).map(line => ({ ...line, concern, isOpen })));
  }
  return { value: { entries, keptBack }, kind: 'concern', streams };
}

/** The entries and fields that only lead to other records, or say what was kept back: they are let go into no copy. */
const leadElsewhere: ReadonlySet<string> = new Set([
  'linked_to_case',
  'unlinked_from_case',
  'joined',
  'unjoined',
]);

/** The lines of one concern that could be let go into a copy, and were not. */
export function releasableLines(
  effective: readonly RecordedEvent[],
  released: Parameters<typeof keptBackLines>[1],
): KeptBackLine[] {
  return keptBackLines(
    effective.filter(event => !isConcernLifetimeEvent(event) && !leadElsewhere.has(event.type)),
    released,
  ).filter(({ field, value }) => field !== 'from' && value !== null && value !== '');
}

async function hasRequest(asking: Asking, id: string, request: string): Promise<boolean> {
  const loaded = isId(id) ? (await loadIn(asking, [id])).get(id) : undefined;
  if (loaded?.kind !== 'case' || !loaded.keys.facts) return false;
  const { lifetime } = stateOf('case', effectiveHistory(loaded.events).effective);
  return lifetime.copies.some(one => one.id === request);
}

async function* concernsTouching(asking: Asking, id: string) {
  for (let after = '00000000-0000-0000-0000-000000000000'; ;) {
    const { rows } = await asking.db.query<{ id: string }>(
      'select id from throughcare.concern_row where organisation = $1 and id > $2 order by id limit $3',
      [asking.acting.organisation, after, AT_ONCE],
    );
    for (const [concern, { events }] of await loadIn(
      asking,
      rows.map(row => row.id),
    )) {
      const { effective } = effectiveHistory(events);
      if (casesOf(effective).includes(id)) yield { concern, effective };
    }
    if (rows.length < AT_ONCE) return;
    after = rows[rows.length - 1].id;
  }
}

/** The copy with what was let go of concerns, each entry at its day: nothing shows from where one came. */
export function withConcerns(pack: SubjectPack, { entries }: SubjectConcerns): SubjectPack {
  const on = (one: { readonly on: Day }) => one.on;
  const all = [...pack.entries, ...entries].sort((a, b) => (on(a) < on(b) ? -1 : on(a) > on(b) ? 1 : 0));
  return { ...pack, entries: all };
}
