import { addDays, londonDay } from '@throughcare/pathway';
import { unusualRules, type UnusualRead } from '@throughcare/records';
import { page } from '../../frame/answer.ts';
import { staff } from '../../frame/policy.ts';
import { route } from '../../frame/route.ts';
import { paths } from '../../paths.ts';
import { beginningOf } from '../asked.ts';

const DAYS_SHOWN = 7;
const CLOCK = new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/London', timeStyle: 'short' });
const counted: Readonly<Record<UnusualRead['rule'], readonly [one: string, many: string]>> = {
  manyCases: ['person’s page', 'different people’s pages'],
  outsideHours: ['read', 'reads'],
  byRoleAlone: ['person’s page', 'different people’s pages'],
  exported: ['time', 'times'],
  notReviewed: ['opening', 'openings'],
};

/** What dated rules show of the last days' reads: each fact beside its rule, and no more than a count (E10, E21). */
export const auditUnusual = [
  route({
    method: 'GET',
    path: paths.auditUnusual,
    policy: staff('auditor'),
    async handle({ records, now }) {
      const from = addDays(londonDay(now), 1 - DAYS_SHOWN);
      const stretch = { sinceMs: beginningOf(from), untilMs: now + 1 };
      const { reads, staffedHours, staff: names } = await records.auditUnusual(stretch);
      const rows = reads.map(one => unusualView(one, names));
      const days = [...new Set(rows.map(one => one.day))].toSorted().toReversed();
      return page('audit/unusual/page.njk', {
        days: days.map(day => ({ day, rows: rows.filter(one => one.day === day) })),
        from,
        rules: Object.values(unusualRules),
        hoursSince: staffedHours?.since ?? null,
      });
    },
  }),
];

function unusualView(
  { rule, day, user, count, firstAt, lastAt }: UnusualRead,
  names: Readonly<Record<string, string>>,
) {
  const [one, many] = counted[rule];
  const [first, last] = [CLOCK.format(firstAt), CLOCK.format(lastAt)];
  return {
    day,
    title: unusualRules[rule].title,
    name: names[user] ?? 'Not known here',
    fact: `${count} ${count === 1 ? one : many}`,
    when: first === last ? first : `${first} to ${last}`,
    trail: rule === 'notReviewed' ? paths.openings() : paths.audit({}, { who: user, from: day, to: day }),
  };
}
