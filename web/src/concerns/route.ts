import { londonDay } from '@throughcare/pathway';
import { z } from 'zod';
import { page } from '../frame/answer.ts';
import { route } from '../frame/route.ts';
import { paths } from '../paths.ts';
import { boardView } from './board-view.ts';
import { isConcernLead } from './concern/acts.ts';
import { desksView } from './duty-desks/desks-view.ts';
import { ownDuties } from './own-duty.ts';
import { anybodyHere } from './policy.ts';

/** The board of concerns. A safeguarding lead sees every one, anybody else those they raised: the record decides. */
export const concernBoard = [
  route({
    method: 'GET',
    path: paths.concerns,
    policy: anybodyHere,
    query: z.object({ reference: z.string().max(100).catch('') }),
    async handle({ records, who, now, query }) {
      const asked = query.reference.trim();
      const rows = await records.concerns({ reference: asked });
      const here = await records.organisation();
      const names = new Map(here.people.map(one => [one.user, one.name]));
      const today = londonDay(now);
      const board = boardView(rows, names, today);
      return page('concerns/page.njk', {
        board,
        asked,
        found: rows.length,
        own: ownDuties(rows, await records.reportingDuties(), who, today),
        // Only for those who can do something about it.
        unchecked: isConcernLead(who) ? desksView(here, today).filter(one => one.overdue) : [],
        seesAll: who.roles.includes('safeguarding_lead'),
      });
    },
  }),
];
