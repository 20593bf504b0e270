import type { Day, StreamKind } from '@throughcare/pathway';
import { withReason } from '../audit/typed-reason.ts';
import { instant } from '../database/types.ts';
import type { Answered, Asking } from './answer.ts';
import { recordNamed } from './audit-record.ts';
import { covered, firstMark, type TrailMark } from './audit-mark.ts';
import { staffNames } from './staff.ts';

export interface TrailRow {
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly user: string;
  readonly name: string;
  readonly act: 'read' | 'changed' | 'exported' | 'refused';
  /** Which page or export it was, or which kind of event. */
  readonly what: string;
  readonly kind: StreamKind;
  readonly streams: readonly string[];
  readonly detail: string;
  /** The day as of which a record was read; null where it was read as it stood. */
  readonly believedOn: Day | null;
}

export interface TrailQuery {
  readonly sinceMs: number;
  /** The first instant that is no longer asked for. */
  readonly untilMs?: number;
  /** An account. */
  readonly user?: string;
  readonly kind?: StreamKind;
  readonly act?: TrailRow['act'];
  /** A case by its reference, or any record by its id or the first eight signs of it. */
  readonly record?: string;
  /** Where the page before ended. */
  readonly after?: TrailMark;
  readonly limit?: number;
}

export interface Trail {
  readonly rows: readonly TrailRow[];
  /** Where the next page begins; null at the end. */
  readonly next: TrailMark | null;
  /** False where a record was asked for and there is none, or several, or none for this asker. */
  readonly found: boolean;
  /** Names of staff by account. */
  readonly staff: Readonly<Record<string, string>>;
}

type Found = Omit<TrailRow, 'detail' | 'believedOn' | 'name'> &
  TrailMark & { readonly detail: Record<string, unknown> };

/** Who saw or changed what, newest first; not a word of what stands in it. By key, so that no row slips between pages. */
export async function auditTrail(asking: Asking, query: TrailQuery): Promise<Answered<Trail>> {
  const staff = await staffNames(asking);
  const record = query.record ? await recordNamed(asking, query.record) : undefined;
  if (record === null) {
    return {
      value: { rows: [], next: null, found: false, staff },
      kind: 'organisation',
      streams: [],
      detail: { found: false },
    };
  }
  const limit = Math.min(query.limit ?? 500, 5000);
  const found = await rowsOf(asking, query, record?.id, limit + 1);
  const shown = found.slice(0, limit);
  const rows = shown.map(({ at, user, act, what, kind, streams, detail }) => ({
    at,
    user,
    act,
    what,
    kind,
    streams,
    name: staff[user] ?? strangers[user] ?? 'Not known here',
    detail: Object.entries(withReason(asking.store, asking.acting.organisation, detail))
      .map(([name, is]) => `${name}: ${String(is)}`)
      .join(', '),
    believedOn: typeof detail.believedOn === 'string' ? (detail.believedOn as Day) : null,
  }));
  return {
    value: { rows, next: found.length > limit ? covered(asking, shown.at(-1)!) : null, found: true, staff },
    kind: record?.kind ?? 'organisation',
    streams: record ? [record.id] : [],
    detail: { rows: rows.length },
  };
}

/**
 * Both logs in one order: by instant, then by log, then by the position in it. A statement is planned once for all that
 * may be asked, so the account stands in it only where one is asked for: then it is found by its own index.
 */
async function rowsOf(
  asking: Asking,
  { sinceMs, untilMs, user, kind, act, after }: TrailQuery,
  record: string | undefined,
  limit: number,
): Promise<Found[]> {
  const { db, acting } = asking;
  const from = after ? covered(asking, after) : firstMark(untilMs);
  const { rows } = await db.query<Found>(
    `select at, "user", act, what, kind, streams, detail, log, position from (
       (select at, user_id as "user", act, what, kind, streams, detail, 0 as log, id as position
          from throughcare.access
          where organisation = $1 and at >= $2 and at <= $3 and (at, 0, id) < ($3, $4::integer, $5::bigint)
            and ${user === undefined ? '$6::text is null' : 'user_id = $6'} and ($7::text is null or kind = $7)
            and ($8::text is null or act = $8) and ($9::uuid is null or $9 = any (streams))
          order by at desc, id desc limit $10)
       union all
       (select recorded_at, actor, 'changed', type, kind, array[stream],
            -- A number that is missing among the entries of a concern would tell of one that is closed to whoever asks.
            case when kind = 'concern' then '{}' else jsonb_build_object('version', version) end, 1, position
          from throughcare.event
          where organisation = $1 and recorded_at >= $2 and recorded_at <= $3
            and (recorded_at, 1, position) < ($3, $4::integer, $5::bigint)
            and ($6::text is null or actor = $6) and ($7::text is null or kind = $7)
            and ($8::text is null or $8 = 'changed') and ($9::uuid is null or stream = $9)
          order by recorded_at desc, position desc limit $10)) both_logs
      order by at desc, log desc, position desc limit $10`,
    [
      acting.organisation,
      instant(sinceMs),
      instant(from.at),
      from.log,
      from.position,
      user ?? null,
      kind ?? null,
      act ?? null,
      record ?? null,
      limit,
    ],
  );
  return rows;
}

const strangers: Readonly<Record<string, string>> = { caller: 'A caller', system: 'The program itself' };
