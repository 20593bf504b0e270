import { openingDue, type Day, type OpeningGround, type OpeningOutcome } from '@throughcare/pathway';
import { stateOf } from '../history/deciders.ts';
import { effectiveHistory } from '../history/effective.ts';
import { sealedWords } from '../history/recorded-event.ts';
import type { Answered, Asking } from './answer.ts';
import { isId } from './id.ts';
import { loadIn } from './load-in.ts';
import { staffNames } from './staff.ts';

/** A case that somebody opened in an emergency. */
export interface OpeningRow {
  readonly opening: string;
  /** The case, where the asker may see it. */
  readonly case: string | null;
  readonly reference: string | null;
  readonly by: string;
  readonly ground: OpeningGround;
  /** Milliseconds since 1970. */
  readonly openedAt: number;
  readonly until: number;
  /** By when somebody else has to look at it; null once somebody did. */
  readonly reviewBy: Day | null;
  /**
   * While it waits: whether there is a safeguarding lead who may look at it; otherwise an auditor does. Null for whoever is
   * no auditor: that no lead may would tell them that the leads are kept from this case, or carry it (E20).
   */
  readonly forLeads: boolean | null;
  readonly outcome: OpeningOutcome | null;
  /** Who looked at it afterwards. */
  readonly reviewer: string | null;
}

export interface Openings {
  readonly rows: readonly OpeningRow[];
  /** Names of staff by account. */
  readonly staff: Readonly<Record<string, string>>;
}

export interface Opening {
  readonly opening: string;
  readonly version: number;
  readonly hours: number;
  readonly reviewBy: Day | null;
  readonly row: OpeningRow;
  /** Whether its words went with the case that it opened: then both are empty. */
  readonly wordsGone: boolean;
  /** Why it could not wait, and what the review said. */
  readonly reason: string;
  readonly words: string;
  readonly staff: Readonly<Record<string, string>>;
}

/**
 * Cases opened in an emergency, unreviewed first: one's own, and, for those who look at them afterwards, all but those
 * that may concern themselves.
 */
export async function openings(asking: Asking): Promise<Answered<Openings>> {
  const rows = await openingRows(asking);
  return {
    value: { rows, staff: await staffNames(asking) },
    kind: 'opening',
    streams: rows.flatMap(namedIn),
    detail: { rows: rows.length },
  };
}

/** One of them, with the reason. */
export async function opening(asking: Asking, id: string): Promise<Answered<Opening | null>> {
  const loaded = isId(id) ? (await loadIn(asking, [id])).get(id) : undefined;
  const [row] = loaded ? await openingRows(asking, id) : [];
  if (loaded?.kind !== 'opening' || !loaded.keys.facts || !row) {
    return { value: null, kind: 'opening', streams: [], detail: { found: false } };
  }
  const { effective } = effectiveHistory(loaded.events);
  const state = stateOf('opening', effective);
  const words = (type: string, field: string) => {
    const event = effective.find(one => one.type === type);
    return event ? sealedWords(event, field) : '';
  };
  return {
    value: {
      opening: id,
      version: loaded.head,
      hours: state.hours,
      reviewBy: openingDue(state),
      row,
      wordsGone: loaded.keys.identity === null,
      reason: words('opened_in_emergency', 'reason'),
      words: words('opening_reviewed', 'words'),
      staff: await staffNames(asking),
    },
    kind: 'opening',
    streams: namedIn(row),
  };
}

/** An opening shows the case that it opened, to whoever may see it. */
function namedIn(row: OpeningRow): string[] {
  return row.case === null ? [row.opening] : [row.opening, row.case];
}

async function openingRows({ db, acting, roles }: Asking, only: string | null = null): Promise<OpeningRow[]> {
  const { rows } = await db.query<OpeningRow>(
    `select o.id as opening, c.id as case, c.reference, o.opened_by as by, o.ground, o.opened_at as "openedAt",
        o.until, o.review_by as "reviewBy", o.outcome, o.reviewer,
        case when o.review_by is not null and $3 then throughcare.leads_may_review(o.id) end as "forLeads"
       from throughcare.opening_row o
       left join throughcare.case_row c on c.organisation = o.organisation and c.id = o.case_id
      where o.organisation = $1 and ($2::uuid is null or o.id = $2)
      order by o.review_by nulls last, o.opened_at desc, o.id limit 500`,
    [acting.organisation, only, roles.includes('auditor')],
  );
  return rows;
}

/**
 * The case that a reference names, for opening it in an emergency; null where there is none, and for whoever is kept
 * out of it by name. That somebody looked is in the access log.
 */
export async function caseToOpen({ db }: Asking, reference: string): Promise<Answered<string | null>> {
  const { rows } = await db.query<{ id: string | null }>('select throughcare.find_to_open($1) as id', [
    reference.trim(),
  ]);
  const { id } = rows[0];
  return { value: id, kind: 'case', streams: id === null ? [] : [id], detail: { found: id !== null } };
}
