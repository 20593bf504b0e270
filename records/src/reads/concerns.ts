import {
  concernDue,
  type ConcernDue,
  type ConcernSource,
  type ConcernState,
  type Day,
} from '@throughcare/pathway';
import { stateOf } from '../history/deciders.ts';
import { effectiveHistory } from '../history/effective.ts';
import { accountIn, sealedWords, type RecordedEvent } from '../history/recorded-event.ts';
import type { Answered, Asking } from './answer.ts';
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
  readonly version: number;
}

export interface Concern {
  readonly concern: string;
  readonly version: number;
  readonly state: ConcernState;
  readonly due: ConcernDue | undefined;
  readonly said: string;
  readonly child: string;
  readonly reasons: readonly { readonly by: string; readonly words: string }[];
  readonly events: readonly RecordedEvent[];
  readonly staff: Readonly<Record<string, string>>;
}

/** The board: what is due first at the top; those with nothing due after them, newest first. */
export async function concerns({ db, acting }: Asking): Promise<Answered<ConcernRow[]>> {
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
    version: number;
  }>(
    `select id, status, source, raised_by, raised_on, raised_at, immediate_danger, due, due_by, version
       from throughcare.concern_row where organisation = $1
      order by due_by nulls last, raised_at desc, id limit 500`,
    [acting.organisation],
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
    version: row.version,
  }));
  return { value, kind: 'concern', streams: rows.map(row => row.id), detail: { rows: rows.length } };
}

/** One concern, for its deciders: what was said, and who the child is, under the concern's own key. */
export async function concern(asking: Asking, id: string): Promise<Answered<Concern | null>> {
  const loaded = isId(id) ? (await loadIn(asking, [id])).get(id) : undefined;
  if (loaded?.kind !== 'concern' || !loaded.keys.facts) {
    return { value: null, kind: 'concern', streams: [], detail: { found: false } };
  }
  const { effective } = effectiveHistory(loaded.events);
  const state = stateOf('concern', effective);
  const raised = effective.find(event => event.type === 'raised');
  const reasons = effective
    .filter(event => event.type === 'decided')
    .map(event => ({ by: accountIn(event, 'by'), words: sealedWords(event, 'reason') }));
  return {
    value: {
      concern: id,
      version: loaded.head,
      state,
      due: concernDue(state),
      said: raised ? sealedWords(raised, 'said') : '',
      child: raised ? sealedWords(raised, 'child') : '',
      reasons,
      events: effective,
      staff: await staffNames(asking),
    },
    kind: 'concern',
    streams: [id],
  };
}

/** A case by its reference, for a decider who links a concern to it. */
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
