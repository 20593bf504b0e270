import { parseDay, referralStands } from '@throughcare/pathway';
import { z } from 'zod';
import { page } from '../frame/answer.ts';
import { route } from '../frame/route.ts';
import { paths } from '../paths.ts';
import { partner } from './policy.ts';

const day = z.string().transform((text, context) => {
  const found = parseDay(text);
  if (found) return found;
  context.addIssue({ code: 'custom', message: 'is not a day' });
  return z.NEVER;
});
/** The day and reference of the last one on the page before; both or neither. */
const query = z.object({ before: day.optional(), after: z.string().max(20).default('') });

/** An outside partner’s home: what they sent themselves, and of each one word of three (E31). */
export const sentList = [
  route({
    method: 'GET',
    path: paths.sent,
    policy: partner,
    query,
    async handle({ records, query: { before, after } }) {
      const { rows, more } = await records.sent(
        before === undefined ? {} : { after: { sentOn: before, reference: after } },
      );
      const last = rows.at(-1);
      return page('sent/page.njk', {
        rows: rows.map(row => ({ ...row, stands: referralStands[row.stands] })),
        isFirst: before === undefined,
        older: more && last ? paths.sent({}, { before: last.sentOn, after: last.reference }) : null,
      });
    },
  }),
];
