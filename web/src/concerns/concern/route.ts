import { londonDay } from '@throughcare/pathway';
import { failure, page } from '../../frame/answer.ts';
import { route } from '../../frame/route.ts';
import { paths } from '../../paths.ts';
import { deciders } from '../policy.ts';
import { concernForms } from './forms.ts';
import { concernView } from './concern-view.ts';

export const concern = [
  route({
    method: 'GET',
    path: paths.concern,
    policy: deciders,
    async handle({ records, who, params, now }) {
      const found = await records.concern(params.concern);
      if (!found) return failure('notFound');
      return page('concerns/concern/page.njk', { concern: concernView(found, who, londonDay(now)) });
    },
  }),
  ...concernForms,
];
