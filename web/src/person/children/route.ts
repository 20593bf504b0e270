import { failure, page } from '../../frame/answer.ts';
import { staff } from '../../frame/policy.ts';
import { route } from '../../frame/route.ts';
import { paths } from '../../paths.ts';
import { namesFor, personTitle } from '../person-view.ts';
import { checksOf } from './checks.ts';

export const childrenChecks = [
  route({
    method: 'GET',
    path: paths.personChildrenChecks,
    policy: staff('practitioner', 'programme_lead'),
    async handle({ records, params }) {
      const person = await records.person(params.case);
      if (!person) return failure('notFound');
      const { programmes } = await records.organisation();
      const { name } = personTitle(person);
      const due = person.due.find(one => one.kind === 'children_check');
      const checks = checksOf(person, namesFor(person, programmes));
      return page('person/children/checks.njk', { case: person.case, name, due, checks });
    },
  }),
];
