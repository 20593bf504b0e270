import { allows, staff } from '../frame/policy.ts';
import type { Href } from '../frame/path.ts';
import { paths } from '../paths.ts';
import type { Staff } from '../services.ts';

/** Lists of people and the page of each are for those who do the work with them. */
export const openers = staff('practitioner', 'programme_lead');

/** What may be recorded of a person, and what was issued about them, is for a safeguarding lead too: each their own part. */
export const recordOpeners = staff('practitioner', 'programme_lead', 'safeguarding_lead');

export function opensPerson({ roles }: Pick<Staff, 'roles'>): boolean {
  return allows(openers, roles);
}

/** Where somebody goes who may not see a person any longer. */
export function awayFrom(who: Pick<Staff, 'roles'>, start: Href): Href {
  return opensPerson(who) ? paths.people() : start;
}

/** Where whoever recorded something about a person goes on: never to a page that is not theirs. */
export function homeOf(who: Pick<Staff, 'roles'>, id: string): Href {
  return opensPerson(who) ? paths.person({ case: id }) : paths.personRecord({ case: id });
}
