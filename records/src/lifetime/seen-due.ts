import { scopes } from '../access/policy.ts';
import type { Asking } from '../reads/answer.ts';
import type { RetentionDue } from './due-records.ts';

/**
 * Whether somebody sees cases by their work. Whoever sees none holds no list against a count; whoever does is told of
 * what is due as far as they see it, and of what keeps it.
 */
export function seesCases({ roles }: Pick<Asking, 'roles'>): boolean {
  return roles.some(role => ['own', 'all'].includes(scopes[role].case));
}

/**
 * What is due, as whoever asks may know it (E20). A case that is closed to them is not there. What keeps a record counts
 * where it is the record itself, or a record that they see: a concern that they see nowhere would be one about them, and a
 * case one that is closed to them. What nothing else keeps is free as far as they know where two people decide on it, and
 * whoever agrees is told then. What goes by its schedule is left out: that it is due and does not go would tell as much.
 */
export async function dueAsSeen({ db }: Asking, due: readonly RetentionDue[]): Promise<RetentionDue[]> {
  const others = due.flatMap(one => one.kept.flatMap(({ by }) => by ?? []));
  const { rows } = await db.query<{ id: string; how: 'closed' | 'seen' }>(
    `select id, 'closed' as how from unnest($1::uuid[]) id where throughcare.closed_to_actor(id)
     union all select id, 'seen' from throughcare.concern_row where id = any ($2)
     union all select id, 'seen' from throughcare.case_row where id = any ($2)`,
    [due.filter(one => one.kind === 'case').map(one => one.stream), others],
  );
  const those = (how: string) => new Set(rows.filter(row => row.how === how).map(row => row.id));
  const [closed, seen] = [those('closed'), those('seen')];
  return due.flatMap((one): RetentionDue[] => {
    if (closed.has(one.stream)) return [];
    const kept = one.kept.filter(({ by }) => by === null || seen.has(by));
    const isByTwo = one.kind === 'case' || one.kind === 'concern';
    if (kept.length === 0 && one.kept.length > 0 && !isByTwo) return [];
    return [{ ...one, kept, stays: kept.at(0)?.why ?? null }];
  });
}
