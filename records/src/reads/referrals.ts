import type { Day, LegalStage, ReferralSource } from '@throughcare/pathway';
import type { Answered, Asking } from './answer.ts';
import { dueIn } from './due.ts';
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
}

/** As many as one page shows: those that have waited longest. */
const MOST = 500;

/** Referrals that wait for triage or for a practitioner, what runs out first at the top. */
export async function referrals(asking: Asking): Promise<Answered<ReferralRow[]>> {
  const { rows } = await asking.db.query<{
    id: string;
    reference: string;
    source: ReferralSource;
    stage: LegalStage;
    referred_on: Day;
    status: 'referred' | 'accepted';
  }>(
    `select c.id, c.reference, c.source, c.stage, c.referred_on, c.status
       from throughcare.case_row c
      where c.organisation = $1 and c.status in ('referred', 'accepted')
      order by c.referred_on, c.reference limit $2`,
    [asking.acting.organisation, MOST],
  );
  const ids = rows.map(row => row.id);
  const identities = await identitiesOf(asking, ids);
  const due = await dueIn(asking, ids);
  const value = rows
    .map(({ id, referred_on: referredOn, ...row }) => {
      const [triage] = due.get(id)!.filter(one => one.kind === 'triage' || one.kind === 'open_case');
      return { case: id, ...row, name: fullName(identities.get(id)), referredOn, triageBy: triage.by };
    })
    // In the order in which they came, where two run out on one day.
    .sort((a, b) => (a.triageBy < b.triageBy ? -1 : a.triageBy > b.triageBy ? 1 : 0));
  return { value, kind: 'case', streams: ids, detail: { rows: rows.length } };
}
