import { londonDay, type Day, type Setting, type StaffedHours } from '@throughcare/pathway';
import { withLooks, type LookedAt } from '../audit/looked-into.ts';
import { unusualReads, type LateReview, type NotedRead } from '../audit/unusual.ts';
import { instant } from '../database/types.ts';
import type { Answered, Asking } from './answer.ts';
import { loadIn } from './load-in.ts';
import { settingsOf } from './settings.ts';
import { staffNames } from './staff.ts';

export interface Unusual {
  readonly reads: readonly LookedAt[];
  /** Null where none were set: then nobody can say what is outside them. */
  readonly staffedHours: Setting<StaffedHours> | null;
  /** Names of staff by account. */
  readonly staff: Readonly<Record<string, string>>;
}

/**
 * What the rules in ../audit/unusual-rules.ts show of a stretch of time. Row-level security leaves out what was read of
 * a concern about whoever asks, and openings that may concern them.
 */
export async function auditUnusual(
  asking: Asking,
  { sinceMs, untilMs }: { readonly sinceMs: number; readonly untilMs: number },
): Promise<Answered<Unusual>> {
  const { db, acting, store } = asking;
  const stretch = [acting.organisation, instant(sinceMs), instant(untilMs)];
  const today: Day = londonDay(store.clock());
  // A caller reading an answer, and the program by itself, keep no hours.
  const reads = await db.query<NotedRead & Record<string, unknown>>(
    `select at, user_id as "user", act, case when what = 'person' then streams[1] end as person,
        detail->>'tie' as tie
       from throughcare.access
      where organisation = $1 and at >= $2 and at < $3 and act in ('read', 'exported')
        and (kind <> 'organisation' or act = 'exported') and user_id not in ('caller', 'system')
        and (cardinality(streams) > 0 or act = 'exported') and not detail ? 'beside'
        -- An export has a row when it begins, and one when it is done.
        and not detail ? 'finished'
      order by at, id`,
    stretch,
  );
  const late = await db.query<LateReview & Record<string, unknown>>(
    `select id as opening, opened_by as by, opened_at as "openedAt" from throughcare.opening_row
      where organisation = $1 and opened_at >= $2 and opened_at < $3 and review_by < $4::date order by opened_at, id`,
    [...stretch, today],
  );
  const { staffedHours } = await settingsOf(asking);
  const own = (await loadIn(asking, [acting.organisation])).get(acting.organisation);
  const shown = withLooks(unusualReads(reads.rows, late.rows, staffedHours), own?.events ?? [], acting.user);
  return {
    value: { reads: shown, staffedHours, staff: await staffNames(asking) },
    kind: 'organisation',
    streams: [],
    detail: { rows: shown.length },
  };
}
