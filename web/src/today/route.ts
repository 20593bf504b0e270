import { page } from '../frame/answer.ts';
import { staff } from '../frame/policy.ts';
import { route } from '../frame/route.ts';
import { paths } from '../paths.ts';
import { todayView } from './today-view.ts';

export const today = [
  route({
    method: 'GET',
    path: paths.today,
    policy: staff('practitioner', 'programme_lead', 'safeguarding_lead'),
    async handle({ records, who }) {
      return page('today/page.njk', { view: todayView(await records.today(), who) });
    },
  }),
];
