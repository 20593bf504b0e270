import { asPlanned, type GroupSession, type Mark } from '@throughcare/pathway';

/** What a mark of this session says in the person's own record: alone or with the others, to catch up, late. */
export function attendedAs(
  { kind }: Pick<GroupSession, 'kind'>,
  { code, late }: Pick<Mark, 'code' | 'late'>,
) {
  const how = { kind: kind === 'one_to_one' ? kind : 'group', catchUp: kind === 'catch_up', late } as const;
  return { code, how: { ...asPlanned, ...how } };
}
