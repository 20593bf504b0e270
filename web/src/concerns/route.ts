import { londonDay } from '@throughcare/pathway';
import { z } from 'zod';
import { page } from '../frame/answer.ts';
import { route } from '../frame/route.ts';
import { paths } from '../paths.ts';
import { boardView } from './board-view.ts';
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
      const { people } = await records.organisation();
      const names = new Map(people.map(one => [one.user, one.name]));
      const board = boardView(rows, names, londonDay(now));
      return page('concerns/page.njk', {
        board,
        asked,
        found: rows.length,
        seesAll: who.roles.includes('safeguarding_lead'),
      });
    },
  }),
];
