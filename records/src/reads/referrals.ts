import type { Day, LegalStage, ReferralSource } from '@throughcare/pathway';
import type { Answered, Asking } from './answer.ts';
import { fullName, identitiesOf } from './identities.ts';

export interface ReferralRow {
  readonly case: string;
  readonly reference: string;
  readonly name: string | null;
  readonly source: ReferralSource;
  readonly stage: LegalStage;
  readonly referredOn: Day;
  /** By when it should be triaged, or, once accepted, opened. */
  readonly triageBy: Day;
  readonly status: 'referred' | 'accepted';
  readonly version: number;
}

/** Referrals that wait for triage or for a practitioner, what runs out first at the top. */
export async function referrals(asking: Asking): Promise<Answered<ReferralRow[]>> {
  const { rows } = await asking.db.query<{
    id: string;
    reference: string;
    source: ReferralSource;
    stage: LegalStage;
    referred_on: Day;
    by: Day;
    status: 'referred' | 'accepted';
    version: number;
  }>(
    `select c.id, c.reference, c.source, c.stage, c.referred_on, d.by, c.status, c.version
       from throughcare.case_row c
       join throughcare.case_due d
         on d.organisation = c.organisation and d.case_id = c.id and d.kind in ('triage', 'open_case')
      where c.organisation = $1 and c.status in ('referred', 'accepted')
      order by d.by, c.reference limit 500`,
    [asking.acting.organisation],
  );
  const ids = rows.map(row => row.id);
  const identities = await identitiesOf(asking, ids);
  const value = rows.map(({ id, referred_on: referredOn, by: triageBy, ...row }) => ({
    case: id,
    ...row,
    name: fullName(identities.get(id)),
    referredOn,
    triageBy,
  }));
  return { value, kind: 'case', streams: ids, detail: { rows: rows.length } };
}
