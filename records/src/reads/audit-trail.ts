import type { StreamKind } from '@throughcare/pathway';
import { instant } from '../database/types.ts';
import type { Answered, Asking } from './answer.ts';
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
}

/** Who saw or changed what since an instant, newest first; not a word of what stands in it. */
export async function auditTrail(
  asking: Asking,
  query: { readonly sinceMs: number; readonly limit?: number },
): Promise<Answered<TrailRow[]>> {
  const { db, acting } = asking;
  const { rows } = await db.query<Omit<TrailRow, 'detail' | 'name'> & { detail: Record<string, unknown> }>(
    `select at, "user", act, what, kind, streams, detail from (
       (select at, user_id as "user", act, what, kind, streams, detail, id as position
          from throughcare.access where organisation = $1 and at >= $2 order by at desc, id desc limit $3)
       union all
       (select recorded_at, actor, 'changed', type, kind, array[stream], jsonb_build_object('version', version), position
          from throughcare.event where organisation = $1 and recorded_at >= $2
          order by recorded_at desc, position desc limit $3)) both_logs
      order by at desc, position desc limit $3`,
    [acting.organisation, instant(query.sinceMs), Math.min(query.limit ?? 500, 5000)],
  );
  const names = await staffNames(asking);
  const value = rows.map(row => ({
    ...row,
    name: names[row.user] ?? strangers[row.user] ?? 'Not known here',
    detail: Object.entries(row.detail)
      .map(([name, is]) => `${name}: ${String(is)}`)
      .join(', '),
  }));
  return { value, kind: 'organisation', streams: [], detail: { rows: rows.length } };
}

const strangers: Readonly<Record<string, string>> = { caller: 'A caller', system: 'The program itself' };
