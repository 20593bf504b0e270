import { refuse, type Refusal } from '../decider.ts';
import type { OrganisationState } from '../organisation.ts';
import { sameArea } from './duty-desk.ts';

/** What no correction may leave: nobody to administer, or two numbers to ring under one name. */
export function impossibleOrganisation({
  founded,
  people,
  dutyDesks,
}: OrganisationState): Refusal | undefined {
  if (!founded) return undefined;
  // Nobody could let anybody in, or give a role, ever again.
  if (!people.some(one => one.active && one.roles.includes('administrator'))) return nobodyAdministers;
  const second = dutyDesks.find((one, at) => dutyDesks.slice(0, at).some(first => sameArea(first, one)));
  return second && twoDesks(second.area);
}

const nobodyAdministers = refuse(
  'nobody_administers',
  'Nobody would be an administrator after this. Nothing was saved. Make somebody else an administrator first.',
).refusal;

/** E34. */
const twoDesks = (area: string) =>
  refuse(
    'same_area',
    `There would be two duty desks for ${area} after this. Nothing was saved. Take one of them off the list, or give it ` +
      'the name of its part of the area.',
    'area',
  ).refusal;
