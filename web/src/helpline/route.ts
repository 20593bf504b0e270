import { page } from '../frame/answer.ts';
import { staff } from '../frame/policy.ts';
import { route } from '../frame/route.ts';
import { paths } from '../paths.ts';
import { deskView } from './desk-view.ts';

export const helplineDesk = [
  route({
    method: 'GET',
    path: paths.helpline,
    policy: staff('helpline_worker'),
    async handle({ records, now }) {
      const rows = await records.contacts();
      const { people } = await records.organisation();
      const names = new Map(people.map(one => [one.user, one.name]));
      return page('helpline/page.njk', { desk: deskView(rows, names, now) });
    },
  }),
];
