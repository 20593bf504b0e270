import type { Answered, Asking } from './answer.ts';
import { fullName, identitiesOf } from './identities.ts';
import { queueOf, type InQueue, type PlannedGroup } from './queue.ts';

export interface WaitingRow extends InQueue {
  readonly reference: string;
  readonly name: string | null;
  /** Of the case, for the page to give back. */
  readonly version: number;
}

export interface WaitingList {
  readonly rows: readonly WaitingRow[];
  readonly groups: readonly PlannedGroup[];
  /** How many orders end before there is a place, among those shown. */
  readonly warnings: number;
}

/** Who waits for a place, what runs out first at the top, with the groups that have one. */
export async function waitingPage(asking: Asking): Promise<Answered<WaitingList>> {
  const { waiting, groups } = await queueOf(asking);
  const seen = waiting.filter(one => one.case !== '');
  const ids = [...new Set(seen.map(one => one.case))];
  const { rows } = await asking.db.query<{ id: string; reference: string; version: number }>(
    `select c.id, c.reference, s.version
       from throughcare.case_row c join throughcare.stream s on s.organisation = c.organisation and s.id = c.id
      where c.organisation = $1 and c.id = any ($2)`,
    [asking.acting.organisation, ids],
  );
  const cases = new Map(rows.map(row => [row.id, row]));
  const identities = await identitiesOf(asking, ids);
  const page = seen.flatMap(one => {
    const row = cases.get(one.case);
    if (!row) return [];
    return [
      { ...one, reference: row.reference, name: fullName(identities.get(one.case)), version: row.version },
    ];
  });
  return {
    value: { rows: page, groups, warnings: page.filter(one => one.warning !== null).length },
    kind: 'case',
    streams: [...ids, ...new Set(groups.map(one => one.group))],
    detail: { rows: page.length },
  };
}
