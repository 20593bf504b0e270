import { mayCommand } from '@throughcare/records';
import { failure, page } from '../../frame/answer.ts';
import { route } from '../../frame/route.ts';
import { paths } from '../../paths.ts';
import { openers } from '../openers.ts';
import { namesFor, personTitle } from '../person-view.ts';
import { checksOf } from './checks.ts';

export const childrenChecks = [
  route({
    method: 'GET',
    path: paths.personChildrenChecks,
    policy: openers,
    async handle({ records, params, who }) {
      const person = await records.person(params.case);
      if (!person) return failure('notFound');
      const { programmes } = await records.organisation();
      const { name } = personTitle(person);
      const due = person.due.find(one => one.kind === 'children_check');
      const checks = checksOf(person, namesFor(person, programmes));
      // What somebody opened in an emergency they read, and do not record on.
      const mayCheck = !person.readOnly && mayCommand(who.roles, 'case', 'check_children');
      return page('person/children/checks.njk', { case: person.case, name, due, checks, mayCheck });
    },
  }),
];
