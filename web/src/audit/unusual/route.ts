import { addDays, londonDay } from '@throughcare/pathway';
import { unusualRules } from '@throughcare/records';
import { z } from 'zod';
import { page } from '../../frame/answer.ts';
import { staff } from '../../frame/policy.ts';
import { route } from '../../frame/route.ts';
import { openingView } from '../../openings/route.ts';
import { paths } from '../../paths.ts';
import { beginningOf } from '../asked.ts';
import { auditLook } from './look/route.ts';
import { unusualView } from './unusual-view.ts';

/** What dated rules show of the last days' reads: each fact beside its rule, and no more than a count (E10, E21). */
export const auditUnusual = [
  route({
    method: 'GET',
    path: paths.auditUnusual,
    policy: staff('auditor'),
    query: z.object({ days: z.enum(['7', '30']).default('7') }),
    async handle({ records, who, now, query }) {
      const shown = Number(query.days);
      const from = addDays(londonDay(now), 1 - shown);
      const stretch = { sinceMs: beginningOf(from), untilMs: now + 1 };
      const { reads, staffedHours, staff: names } = await records.auditUnusual(stretch);
      const rows = reads.map(one => unusualView(one, names, who.userId));
      const open = rows.filter(one => one.open);
      const days = [...new Set(open.map(one => one.day))].toSorted().toReversed();
      const openings = await records.openings();
      return page('audit/unusual/page.njk', {
        days: days.map(day => ({ day, rows: open.filter(one => one.day === day) })),
        looked: rows.filter(one => !one.open),
        openings: openings.rows
          .filter(one => one.openedAt >= stretch.sinceMs)
          .map(one => ({
            ...openingView(one, openings.staff, now),
            reviewer: one.reviewer === null ? null : (openings.staff[one.reviewer] ?? 'Somebody'),
          })),
        from,
        spans: (['7', '30'] as const).map(days => ({
          words: `${days} days`,
          href: paths.auditUnusual({}, { days }),
          current: days === query.days,
        })),
        rules: Object.values(unusualRules),
        hoursSince: staffedHours?.since ?? null,
      });
    },
  }),
  ...auditLook,
];
