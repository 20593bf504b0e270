import { sayDay } from '@throughcare/pathway';
import type { PersonRow } from '@throughcare/records';
import type { Repository } from '../../services.ts';
import type { Referral } from './form.ts';

export interface MaybeSame {
  readonly case: string;
  readonly name: string;
  readonly words: string;
}

const SHOWN = 5;

/**
 * People who may be the one that is being referred: a name that is or sounds the same, or the same date of birth.
 * Only those that the asker may see are found. It is a question, and blocks nothing.
 */
export async function maybeSame(
  records: Repository,
  { forename, surname, bornOn }: Referral,
): Promise<MaybeSame[]> {
  const byName = await records.people({ search: `${forename} ${surname}`, limit: SHOWN });
  const byBirth = bornOn ? await records.people({ search: bornOn, limit: SHOWN }) : { rows: [] };
  const found = new Map<string, PersonRow>();
  for (const row of [...byName.rows, ...byBirth.rows]) found.set(row.case, row);
  return [...found.values()].slice(0, SHOWN).map(row => ({
    case: row.case,
    name: row.name ?? row.reference,
    words: [row.reference, row.bornOn ? `born ${sayDay(row.bornOn)}` : 'date of birth not known'].join(', '),
  }));
}
