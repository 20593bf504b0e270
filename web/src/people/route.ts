import { z } from 'zod';
import { page, seeOther } from '../frame/answer.ts';
import { staff } from '../frame/policy.ts';
import { route } from '../frame/route.ts';
import { paths } from '../paths.ts';

const caseworkers = staff('practitioner', 'programme_lead');
const PURPOSE = 'search of people';
/** As long as somebody may be signed in without a click: then they search again. */
const MINUTES = 60;

export const people = [
  route({
    method: 'GET',
    path: paths.people,
    policy: caseworkers,
    // A name never stands in an address, where the browser, a proxy and their logs keep it: what was searched for
    // travels sealed.
    query: z.object({ found: z.string().max(2000).optional(), after: z.string().max(64).optional() }),
    async handle({ records, query, unseal, freshForm }) {
      const { found, after } = query;
      const search = unseal(PURPOSE, found) ?? '';
      const list = await records.people({ ...(search ? { search } : {}), ...(after ? { after } : {}) });
      return page('people/page.njk', {
        ...list,
        search,
        form: freshForm({ search }),
        more: list.next && paths.people({}, { found: search ? found : undefined, after: list.next }),
      });
    },
  }),
  route({
    method: 'POST',
    path: paths.people,
    policy: caseworkers,
    form: z.object({
      search: z.string().trim().max(100, 'That is too long: a name, a reference or a date is enough.'),
    }),
    async handle({ records, form, seal }) {
      if (form.ok) {
        const { search } = form.value;
        return seeOther(paths.people({}, { found: search ? seal(PURPOSE, search, MINUTES) : undefined }));
      }
      const list = await records.people();
      return page(
        'people/page.njk',
        { ...list, search: '', form: form.view, more: undefined },
        { status: 422 },
      );
    },
  }),
];
