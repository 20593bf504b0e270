import { isPractitioner, type Role } from '@throughcare/pathway';
import type { Organisation, Person } from '@throughcare/records';
import type { Showing } from './case-form.ts';
import { personTitle } from './person-view.ts';

/** What an organisation has to choose from: what it offers, who works there, and in which teams. */
export type Choices = Pick<Organisation, 'programmes' | 'people' | 'teams' | 'covers'>;

/** Who can be given a task, or the sight of a case; a case itself is carried by a practitioner. */
const casework: readonly Role[] = ['practitioner', 'programme_lead', 'safeguarding_lead'];

/** Everything that the page of a form shows beside the form itself. */
export function formModel(
  shows: ((person: Person, showing: Showing) => object) | undefined,
  person: Person,
  here: Choices,
  { today, user, again }: Omit<Showing, 'here'>,
) {
  const { programmes, people, teams } = here;
  // Whoever an entry names already can be chosen, also where they have left since. E20: a list without those who are kept
  // from this case would tell everybody who opens the form; chosen, the record refuses them and says no more.
  const named = again?.named ?? [];
  const able = people.filter(one => one.active || named.includes(one.user));
  const items = (list: typeof able) => list.map(one => ({ value: one.user, text: one.name }));
  const isNamed = (one: (typeof able)[number]) => named.includes(one.user);
  return {
    ...shows?.(person, { today, here, user, again }),
    colleagues: items(able.filter(one => isNamed(one) || one.roles.some(role => casework.includes(role)))),
    practitioners: items(able.filter(one => isNamed(one) || isPractitioner(one))),
    teams: teams
      .filter(one => one.closedOn === null || named.includes(one.id))
      .map(one => ({ value: one.id, text: one.name })),
    case: person.case,
    name: personTitle(person).name,
    today,
    programmes: programmes.map(one => ({ value: one.id, text: one.name })),
  };
}
