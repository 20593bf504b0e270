import { refuse, type Refusal } from '../decider.ts';
import type { OrganisationState } from '../organisation.ts';

/** Nobody could let anybody in, or give a role, ever again. */
export function impossibleOrganisation({ founded, people }: OrganisationState): Refusal | undefined {
  const administered = people.some(one => one.active && one.roles.includes('administrator'));
  if (!founded || administered) return undefined;
  return refuse(
    'nobody_administers',
    'Nobody would be an administrator after this. Nothing was saved. Make somebody else an administrator first.',
  ).refusal;
}
