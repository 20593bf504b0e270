import { addDays, type Day, type OpenPrompt } from '@throughcare/pathway';
import { todayOf } from '../store.ts';
import type { Answered, Asking } from './answer.ts';
import { byWork } from './by-work.ts';
import { fullName, identitiesOf } from './identities.ts';

/** A welfare prompt that nobody has acknowledged, with whose it is to ask. */
export interface WelfareRow extends OpenPrompt {
  readonly reference: string;
  readonly name: string | null;
  readonly practitioner: string | null;
  /** Open to the asker by an emergency alone: it is for others to ask. */
  readonly readOnly: boolean;
}

/** As far ahead as any row of days without an opening reaches. */
const DAYS_AHEAD = 14;

/** The welfare prompts of every case that the asker may see, soonest first (E8). */
export async function welfare(asking: Asking): Promise<Answered<readonly WelfareRow[]>> {
  const { rows } = await asking.db.query<{
    id: string;
    reference: string;
    practitioner: string | null;
    by: Day;
    because: string;
    readOnly: boolean;
  }>(
    `select c.id, c.reference, c.practitioner, d.counts_from as by, d.because,
        ${byWork} is not true as "readOnly"
       from throughcare.case_row c
       join throughcare.case_due d on d.organisation = c.organisation and d.case_id = c.id and d.kind = 'welfare'
      where c.organisation = $1 and d.counts_from <= $2
      order by d.counts_from, c.reference`,
    [asking.acting.organisation, addDays(todayOf(asking.store), DAYS_AHEAD)],
  );
  const ids = rows.map(row => row.id);
  const identities = await identitiesOf(asking, ids);
  const value = rows.map(({ id, ...row }) => ({ case: id, ...row, name: fullName(identities.get(id)) }));
  return { value, kind: 'case', streams: ids, detail: { rows: rows.length } };
}
