import { z } from 'zod';
import { page } from '../frame/answer.ts';
import { staff } from '../frame/policy.ts';
import { route } from '../frame/route.ts';
import { paths } from '../paths.ts';

export const people = [
  route({
    method: 'GET',
    path: paths.people,
    policy: staff('practitioner', 'programme_lead'),
    query: z.object({
      search: z.string().trim().max(100).optional(),
      after: z.string().max(200).optional(),
    }),
    async handle({ records, query }) {
      const { search, after } = query;
      const list = await records.people({ ...(search ? { search } : {}), ...(after ? { after } : {}) });
      return page('people/page.njk', {
        ...list,
        search: search ?? '',
        more: list.next && paths.people({}, { search, after: list.next }),
      });
    },
  }),
];
