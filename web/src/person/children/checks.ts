import {
  childrenEnquiries,
  contactArrangements,
  rolesWithChildren,
  sayDay,
  socialCareStatuses,
  type CaseEvent,
  type ChildrenCheck,
} from '@throughcare/pathway';
import type { Person } from '@throughcare/records';
import { sayCheck, type Names } from '../happened.ts';

type Checked = Extract<CaseEvent, { type: 'children_checked' }>;

/** Every check that was made, newest first: what was found, when, by whom, and whom they asked (E33). */
export function checksOf(person: Person, names: Names) {
  return person.events
    .filter(event => event.type === 'children_checked')
    .toReversed()
    .map(event => {
      const { by, asked, check: found } = event.facts as Checked['facts'];
      const check = found as unknown as ChildrenCheck;
      const whom = asked.map(one => childrenEnquiries[one].toLowerCase()).join(', ');
      return {
        on: event.occurredOn,
        facts: [
          { term: 'At home', words: sayCheck(check).split('. ')[0] },
          { term: 'Contact', words: contactArrangements[check.contact] },
          { term: 'Work or care', words: rolesWithChildren[check.role] },
          { term: 'Social care', words: socialCareStatuses[check.socialCare] },
          { term: 'Asked', words: whom === '' ? 'Not recorded' : whom },
          { term: 'Checked', words: `${sayDay(event.occurredOn)}, ${names.staff(by ?? event.actor)}` },
        ],
      };
    });
}
