import type { Acting } from '../access/actor.ts';
import type { AuditReport } from '../audit/fault.ts';
import { inTransaction } from '../database/transaction.ts';
import type { Store } from '../store.ts';

type Counts = Pick<AuditReport['checked'], 'streams' | 'events' | 'access'> & {
  readonly unsealed_events: number;
  readonly unsealed_access: number;
};

/**
 * What was checked, counted as far as whoever asks may see it (E20): the check goes through everything, and of more rows
 * than their own trail holds an auditor would learn that there is a concern about them. Counted after the check, so that
 * no number is smaller where nothing is closed to them.
 */
export async function countedAsSeen(
  store: Store,
  acting: Acting,
  { checked, unsealed, ...report }: AuditReport,
): Promise<AuditReport> {
  const seen = await inTransaction(store, acting, async db => {
    const { rows } = await db.query<Counts & Record<string, unknown>>(
      `select (select count(*) from throughcare.stream where organisation = $1) as streams,
          (select count(*) from throughcare.event where organisation = $1) as events,
          (select count(*) from throughcare.access where organisation = $1) as access,
          (select count(*) from throughcare.event where organisation = $1
            and position > coalesce((select max(last_id) from throughcare.seal
              where organisation = $1 and log = 'event'), 0)) as unsealed_events,
          (select count(*) from throughcare.access where organisation = $1
            and id > coalesce((select max(last_id) from throughcare.seal
              where organisation = $1 and log = 'access'), 0)) as unsealed_access`,
      [acting.organisation],
    );
    return rows[0];
  });
  const least = (of: 'streams' | 'events' | 'access') => Math.min(checked[of], seen[of]);
  return {
    ...report,
    unsealed: {
      events: Math.min(unsealed.events, seen.unsealed_events),
      access: Math.min(unsealed.access, seen.unsealed_access),
    },
    checked: { ...checked, streams: least('streams'), events: least('events'), access: least('access') },
  };
}
