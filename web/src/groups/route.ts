import { londonDay } from '@throughcare/pathway';
import { failure, page } from '../frame/answer.ts';
import { staff } from '../frame/policy.ts';
import { route } from '../frame/route.ts';
import { paths } from '../paths.ts';
import { groupView } from './group-view.ts';
import { registerMark } from './register/mark/route.ts';
import { register } from './register/route.ts';

const policy = staff('practitioner', 'programme_lead');

export const groups = [
  route({
    method: 'GET',
    path: paths.groups,
    policy,
    async handle({ records, now }) {
      const today = londonDay(now);
      const rows = await records.groups();
      const running = rows.filter(one => one.status === 'planned' && one.endsOn >= today);
      return page('groups/page.njk', {
        running: [...running].sort((a, b) => (a.startsOn < b.startsOn ? -1 : 1)),
        over: rows.length - running.length,
        today,
      });
    },
  }),
  route({
    method: 'GET',
    path: paths.group,
    policy,
    async handle({ records, params, who, now }) {
      const found = await records.group(params.group);
      if (!found) return failure('notFound');
      return page('groups/group.njk', groupView(found, who.roles, londonDay(now)));
    },
  }),
  ...register,
  ...registerMark,
];
