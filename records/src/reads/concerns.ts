import {
  concernDues,
  type ConcernDue,
  type ConcernSource,
  type ConcernState,
  type Day,
} from '@throughcare/pathway';
import { believedOn, noteOf, type AsOf } from '../history/believed.ts';
import { stateOf } from '../history/deciders.ts';
import { correctionsMade, correctionsOf, type CorrectionMade } from '../history/corrections.ts';
import { effectiveHistory } from '../history/effective.ts';
import { letStand, type LetStand } from '../history/let-stand.ts';
import { accountIn, sealedWords, type RecordedEvent } from '../history/recorded-event.ts';
import { concernsApart, type Answered, type Asking } from './answer.ts';
import { isId } from './id.ts';
import { loadIn } from './load-in.ts';
import { staffNames } from './staff.ts';

export interface ConcernRow {
  readonly concern: string;
  readonly status: ConcernState['status'];
  readonly source: ConcernSource;
  readonly raisedBy: string;
  readonly raisedOn: Day;
  /** Milliseconds since 1970. */
  readonly raisedAt: number;
  readonly immediateDanger: boolean;
  readonly due: { readonly what: ConcernDue['what']; readonly by: Day } | null;
  /** Who was named to decide about it, or to settle it. */
  readonly named: readonly string[];
  readonly isAboutStaff: boolean;
  /** Who passed it on or reported it. */
  readonly passedOnBy: readonly string[];
  readonly version: number;
}

export interface Concern {
  readonly concern: string;
  readonly version: number;
  /** The versions of what was told of it, as far as the asker may see it. */
  readonly told: readonly number[];
  readonly state: ConcernState;
  /** What it waits for first, and everything that it waits for, soonest first. */
  readonly due: ConcernDue | undefined;
  readonly dues: readonly ConcernDue[];
  /** What was said, and who the child is, as it was first told. */
  readonly said: string;
  readonly child: string;
  /** Words that were added later, each with who and when. */
  readonly added: readonly ToldWords[];
  /** The case that it was raised from, where the asker may see that case. */
  readonly raisedFrom: LinkedCase | null;
  readonly linked: readonly LinkedCase[];
  /** Concerns on the same child, as far as the asker may see them; of others nothing shows. */
  readonly joined: readonly { readonly concern: string; readonly raisedOn: Day }[];
  readonly events: readonly RecordedEvent[];
  /** What was corrected or taken out, as first told. */
  readonly superseded: readonly RecordedEvent[];
  /** When, by whom and why each entry among these was put right or taken out. */
  readonly corrections: readonly CorrectionMade[];
  /** Later entries that stand although a correction would not have allowed them. */
  readonly letStand: readonly LetStand[];
  readonly staff: Readonly<Record<string, string>>;
}

export interface ToldWords {
  readonly by: string;
  readonly on: Day;
  readonly recordedAt: number;
  readonly said: string;
  readonly child: string;
}

export interface LinkedCase {
  readonly case: string;
  /** Null where the asker does not see the case. */
  readonly reference: string | null;
}

export interface ConcernsQuery {
  /** The reference that somebody was given: the first signs of the concern's id. Spaces and hyphens are nothing. */
  readonly reference?: string;
}

/** The board: what is due first at the top; those with nothing due after them, newest first. */
export async function concerns(
  { db, acting }: Asking,
  { reference = '' }: ConcernsQuery = {},
): Promise<Answered<ConcernRow[]>> {
  const { rows } = await db.query<{
    id: string;
    status: ConcernState['status'];
    source: ConcernSource;
    raised_by: string;
    raised_on: Day;
    raised_at: number;
    immediate_danger: boolean;
    due: ConcernDue['what'] | null;
    due_by: Day | null;
    named: string[];
    is_about_staff: boolean;
    passed_on_by: string[];
    version: number;
  }>(
    `select id, status, source, raised_by, raised_on, raised_at, immediate_danger, due, due_by, named,
        about <> '{}' as is_about_staff, passed_on_by, version
       from throughcare.concern_row
      where organisation = $1 and starts_with(replace(id::text, '-', ''), $2)
      order by due_by nulls last, raised_at desc, id limit 500`,
    [acting.organisation, reference.replaceAll(/[\s-]/g, '').toLowerCase()],
  );
  const value = rows.map(row => ({
    concern: row.id,
    status: row.status,
    source: row.source,
    raisedBy: row.raised_by,
    raisedOn: row.raised_on,
    raisedAt: row.raised_at,
    immediateDanger: row.immediate_danger,
    due: row.due && row.due_by ? { what: row.due, by: row.due_by } : null,
    named: row.named,
    isAboutStaff: row.is_about_staff,
    passedOnBy: row.passed_on_by,
    version: row.version,
  }));
  const streams = value.filter(one => !one.isAboutStaff).map(one => one.concern);
  return {
    value,
    kind: 'concern',
    streams,
    detail: { rows: streams.length },
    concerns: concernsApart(value.filter(one => one.isAboutStaff)),
  };
}

/**
 * One concern, for its deciders: what was said, and who the child is, under the concern's own key; with a day, as it was
 * believed at its end.
 */
export async function concern(
  asking: Asking,
  id: string,
  asOf: AsOf = {},
): Promise<Answered<Concern | null>> {
  const loaded = isId(id) ? (await loadIn(asking, [id])).get(id) : undefined;
  if (loaded?.kind !== 'concern' || !loaded.keys.facts) {
    return { value: null, kind: 'concern', streams: [], detail: { found: false } };
  }
  const told = believedOn(loaded.events, asOf.believedOn);
  const { effective, superseded } = effectiveHistory(told);
  const { joinedWith } = stateOf('concern', effective);
  const joined = await seenConcerns(asking, [...joinedWith, ...(await joinedFrom(asking, id))]);
  const isSeen = (other: string) => joined.some(one => one.concern === other);
  const isShown = (event: RecordedEvent) => !('with' in event.facts) || isSeen(accountIn(event, 'with'));
  const events = effective.filter(isShown);
  // What is not shown leaves no trace in what the concern stands at either, not even its day.
  const state = stateOf('concern', events);
  const raised = effective.find(event => event.type === 'raised');
  const from = raised ? sealedWords(raised, 'from') : '';
  const dues = concernDues(state);
  const references = await seenCases(asking, [from, ...state.linkedCases]);
  return {
    value: {
      concern: id,
      version: loaded.head,
      told: told.map(event => event.version),
      state,
      due: dues[0],
      dues,
      said: raised ? sealedWords(raised, 'said') : '',
      child: raised ? sealedWords(raised, 'child') : '',
      added: events.filter(event => event.type === 'words_added').map(wordsOf),
      raisedFrom: references.has(from) ? { case: from, reference: references.get(from)! } : null,
      linked: state.linkedCases.map(one => ({ case: one, reference: references.get(one) ?? null })),
      joined: joined.map(({ concern, raisedOn }) => ({ concern, raisedOn })),
      events,
      superseded: superseded.filter(isShown),
      corrections: correctionsOf(correctionsMade(told), [...effective, ...superseded].filter(isShown)),
      letStand: letStand(told).filter(one => isShown(one.entry) && isShown(one.corrected)),
      staff: await staffNames(asking),
    },
    kind: 'concern',
    // The cases whose reference stands on the page, and the concerns it is joined with, are read with it.
    ...readWith(id, state.about.length > 0, joined, [...references.keys()]),
    detail: noteOf(asOf),
  };
}

type JoinedRow = Awaited<ReturnType<typeof seenConcerns>>[number];

/**
 * How the access log names what stands on the page of a concern. A row beside that of a concern about staff names that one
 * too: alone, it would tell an auditor whom that one is about of a page that they do not find (E20).
 */
function readWith(id: string, isAboutStaff: boolean, joined: readonly JoinedRow[], cases: readonly string[]) {
  if (!isAboutStaff) return { streams: [id, ...cases], concerns: concernsApart(joined) };
  const plain = joined.filter(one => !one.isAboutStaff).map(one => one.concern);
  const concerns = joined.filter(one => one.isAboutStaff).map(one => [id, one.concern]);
  return { streams: [id, ...cases, ...plain], concerns };
}

function wordsOf(event: RecordedEvent): ToldWords {
  const { occurredOn: on, recordedAt } = event;
  const said = sealedWords(event, 'said');
  return { by: accountIn(event, 'by'), on, recordedAt, said, child: sealedWords(event, 'child') };
}

/**
 * Concerns about staff that are joined with this one and say so alone (see append/join-apart.ts), as far as the asker may
 * see them. Only such a concern itself says it; there are few.
 */
async function joinedFrom(asking: Asking, id: string): Promise<string[]> {
  const { rows } = await asking.db.query<{ id: string }>(
    `select id from throughcare.concern_row where organisation = $1 and about <> '{}' and id <> $2 order by id`,
    [asking.acting.organisation, id],
  );
  const found = await loadIn(
    asking,
    rows.map(row => row.id),
  );
  return [...found].filter(([, { events }]) => isJoinedWith(events, id)).map(([one]) => one);
}

function isJoinedWith(events: readonly RecordedEvent[], id: string): boolean {
  return stateOf('concern', effectiveHistory(events).effective).joinedWith.includes(id);
}

async function seenConcerns({ db, acting }: Asking, ids: readonly string[]) {
  if (ids.length === 0) return [];
  const { rows } = await db.query<{ concern: string; raisedOn: Day; isAboutStaff: boolean }>(
    `select id as concern, raised_on as "raisedOn", about <> '{}' as "isAboutStaff" from throughcare.concern_row
      where organisation = $1 and id = any ($2) order by raised_on, id`,
    [acting.organisation, ids],
  );
  return rows;
}

/** References of cases that the asker sees, by id. */
async function seenCases({ db, acting }: Asking, ids: readonly string[]): Promise<Map<string, string>> {
  const wanted = ids.filter(isId);
  if (wanted.length === 0) return new Map();
  const { rows } = await db.query<{ id: string; reference: string }>(
    'select id, reference from throughcare.case_row where organisation = $1 and id = any ($2)',
    [acting.organisation, wanted],
  );
  return new Map(rows.map(row => [row.id, row.reference]));
}

/** The case to which a decider links a concern, by its reference; see sql/0051. */
export async function caseToLink(
  { db }: Asking,
  concern: string,
  reference: string,
): Promise<Answered<string | null>> {
  const { rows } = await db.query<{ found: string | null }>(
    'select throughcare.case_to_link($1, $2) as found',
    [isId(concern) ? concern : null, reference.trim()],
  );
  const { found } = rows[0];
  // Noted with its concern, and closed with it to whoever that is about: a case that was looked for to link it to nothing
  // that they see would tell them of one.
  return { value: found, kind: 'concern', streams: found === null ? [] : [concern, found] };
}

/** A case by its reference, for whoever keeps it from being deleted. */
export async function findCase(
  { db, acting }: Asking,
  reference: string,
): Promise<Answered<{ case: string; reference: string } | null>> {
  const { rows } = await db.query<{ id: string; reference: string }>(
    'select id, reference from throughcare.case_row where organisation = $1 and reference = $2 order by id limit 1',
    [acting.organisation, reference.trim()],
  );
  const found = rows[0];
  return {
    value: found ? { case: found.id, reference: found.reference } : null,
    kind: 'case',
    streams: found ? [found.id] : [],
  };
}
