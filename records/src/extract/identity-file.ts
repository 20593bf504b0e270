import type { Day } from '@throughcare/pathway';
import { sealReason } from '../audit/typed-reason.ts';
import type { Answered, Asking } from '../reads/answer.ts';
import { identitiesOf } from '../reads/identities.ts';
import { csvLine } from './csv.ts';
import { pseudonym } from './pseudonym.ts';

export interface IdentityFile {
  readonly rows: number;
  /** The file, in pieces. */
  readonly csv: readonly string[];
}

const header = [
  'record',
  'basis',
  'surname',
  'forename',
  'born_on',
  'postcode_district',
  'sex',
  'pnc',
  'sentenced_on',
];
const CASES_AT_ONCE = 1000;

/**
 * Who the service's people are, for linking them with another extract and for nothing else: an act of an
 * administrator, with a reason, that names everybody it gave in the access log. Opens identity alone: no fact of
 * a case and no note.
 */
export async function identityFile(asking: Asking, reason: string): Promise<Answered<IdentityFile>> {
  const { db, acting, store } = asking;
  const { rows } = await db.query<{
    id: string;
    footing: string;
    sentenced_on: Day | null;
  }>('select id, footing, sentenced_on from throughcare.case_row where organisation = $1 order by id', [
    acting.organisation,
  ]);
  const lines: { record: string; line: string }[] = [];
  for (let at = 0; at < rows.length; at += CASES_AT_ONCE) {
    const page = rows.slice(at, at + CASES_AT_ONCE);
    const identities = await identitiesOf(
      asking,
      page.map(row => row.id),
    );
    for (const { id, footing, sentenced_on: sentencedOn } of page) {
      const who = identities.get(id);
      if (!who) continue; // Erased: there is nobody to link.
      const record = pseudonym(store.keys.index, acting.organisation, id);
      const { surname, forename, bornOn, postcodeDistrict, sex, pnc } = who;
      const cells = [record, footing, surname, forename, bornOn, postcodeDistrict, sex, pnc, sentencedOn];
      lines.push({ record, line: csvLine(cells) });
    }
  }
  // In the order of the pseudonym, which says nothing about who came when.
  lines.sort((a, b) => (a.record < b.record ? -1 : 1));
  return {
    value: { rows: lines.length, csv: [csvLine(header), ...lines.map(({ line }) => line)] },
    kind: 'case',
    streams: rows.map(row => row.id),
    detail: { rows: lines.length, reason: sealReason(store, acting.organisation, reason) },
  };
}
