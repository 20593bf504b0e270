import type { ApartReason } from '@throughcare/pathway';
import type { Answered, Asking } from './answer.ts';

/** Two people who are kept apart; `groups` are those in which both have a place, which somebody has to resolve. */
export interface KeptApart {
  readonly pair: string;
  readonly cases: readonly { readonly case: string; readonly reference: string }[];
  readonly reason: ApartReason;
  readonly groups: readonly { readonly group: string; readonly name: string }[];
}

/** Everybody who is kept apart, as far as the asker may see both; what is to be resolved comes first. */
export async function keptApart({ db, acting }: Asking): Promise<Answered<KeptApart[]>> {
  const { rows } = await db.query<{
    pair: string;
    reason: ApartReason;
    a: string;
    b: string;
    a_reference: string;
    b_reference: string;
    groups: { group: string; name: string }[];
  }>(
    `select p.pair, p.reason, p.case_a as a, p.case_b as b, a.reference as a_reference, b.reference as b_reference,
        coalesce((select jsonb_agg(jsonb_build_object('group', g.id, 'name', g.name) order by g.name, g.id)
          from throughcare.group_row g
          where g.organisation = p.organisation and g.status = 'planned'
            and exists (select from throughcare.group_member m
              where m.organisation = g.organisation and m.group_id = g.id and m.case_id = p.case_a)
            and exists (select from throughcare.group_member m
              where m.organisation = g.organisation and m.group_id = g.id and m.case_id = p.case_b)), '[]') as groups
       from throughcare.kept_apart p
       join throughcare.case_row a on a.organisation = p.organisation and a.id = p.case_a
       join throughcare.case_row b on b.organisation = p.organisation and b.id = p.case_b
      where p.organisation = $1 order by a.reference, b.reference, p.pair`,
    [acting.organisation],
  );
  const value = rows
    .map(row => ({
      pair: row.pair,
      reason: row.reason,
      cases: [
        { case: row.a, reference: row.a_reference },
        { case: row.b, reference: row.b_reference },
      ],
      groups: row.groups,
    }))
    .sort((one, other) => other.groups.length - one.groups.length);
  const streams = [...new Set(value.flatMap(one => one.cases.map(each => each.case)))];
  return { value, kind: 'case', streams, detail: { rows: value.length } };
}
