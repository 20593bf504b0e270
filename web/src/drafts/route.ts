import { londonDay } from '@throughcare/pathway';
import { z } from 'zod';
import { page, seeOther } from '../frame/answer.ts';
import type { Href } from '../frame/path.ts';
import { staff } from '../frame/policy.ts';
import { route } from '../frame/route.ts';
import { paths } from '../paths.ts';

const policy = staff('helpline_worker', 'practitioner', 'programme_lead', 'safeguarding_lead');

/** Notes of whoever is signed in that wait for a second look (E3). Their words stand on the note's own page alone. */
export const draftPages = [
  route({
    method: 'GET',
    path: paths.drafts,
    policy,
    async handle({ records, freshForm }) {
      const drafts = await records.drafts();
      return page('drafts/page.njk', {
        form: freshForm(),
        drafts: drafts.map(one => ({
          what: one.page.startsWith('/helpline/') ? 'A note at the helpline' : 'A note about a person',
          until: londonDay(one.purgeAt),
          href: `${one.page}?draft=${one.id}` as Href,
          away: paths.draftAway({ draft: one.id }),
        })),
      });
    },
  }),
  route({
    method: 'POST',
    path: paths.draftAway,
    policy,
    form: z.object({}),
    async handle({ records, params, form }) {
      if (form.ok) await records.settleDraft(params.draft);
      return seeOther(paths.drafts());
    },
  }),
];
