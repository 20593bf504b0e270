import { addDays, londonDay, type Day } from '@throughcare/pathway';
import { beginningOf } from '../audit/asked.ts';
import { page } from '../frame/answer.ts';
import { staff } from '../frame/policy.ts';
import { route } from '../frame/route.ts';
import { paths } from '../paths.ts';

const DAYS_SHOWN = 30;
const CLOCK = new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/London', timeStyle: 'short' });

/** What each kind of read is called here. One that has no words yet is still told of. */
const words: Readonly<Record<string, string>> = {
  people: 'Searched by name, and found somebody whose case is restricted',
  callBackNumber: 'Opened a number to call back',
  subjectAccess: 'Made the copy for a person of their own record',
  extract: 'Made an extract without identity',
  identityFile: 'Made the identity file for linkage',
  everything: 'Took everything out, to leave this software',
};

/** Notice to the safeguarding lead of sensitive reads: who, when and what kind, and never of whom (E20). */
export const sensitiveReadsPage = [
  route({
    method: 'GET',
    path: paths.sensitiveReads,
    policy: staff('safeguarding_lead'),
    async handle({ records, now }) {
      const from = addDays(londonDay(now), 1 - DAYS_SHOWN);
      const { rows, staff: names } = await records.sensitiveReads(beginningOf(from));
      const days = new Map<Day, { time: string; name: string; what: string }[]>();
      for (const { at, user, what } of rows) {
        const on = londonDay(at);
        const told = {
          time: CLOCK.format(at),
          name: names[user] ?? 'Not known here',
          what: words[what] ?? 'Took something out of the service',
        };
        days.set(on, [...(days.get(on) ?? []), told]);
      }
      return page('sensitive-reads/page.njk', {
        days: [...days].map(([day, told]) => ({ day, rows: told })),
        from,
      });
    },
  }),
];
