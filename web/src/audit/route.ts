import { z } from 'zod';
import { page } from '../frame/answer.ts';
import { staff } from '../frame/policy.ts';
import { route } from '../frame/route.ts';
import { paths } from '../paths.ts';
import { auditVerify } from './verify/route.ts';
import { tellAccess } from './words.ts';

const MINUTE = 60_000;
const spans = [
  { last: '10m', words: 'Ten minutes', long: 'ten minutes', ms: 10 * MINUTE },
  { last: '1h', words: 'An hour', long: 'hour', ms: 60 * MINUTE },
  { last: '1d', words: 'A day', long: 'day', ms: 24 * 60 * MINUTE },
  { last: '7d', words: 'A week', long: 'week', ms: 7 * 24 * 60 * MINUTE },
] as const;
const MOST_ROWS = 500;

/** Who read and who changed what, newest first: everybody who walked here, every page (E21). */
export const audit = [
  route({
    method: 'GET',
    path: paths.audit,
    policy: staff('auditor'),
    query: z.object({ last: z.enum(['10m', '1h', '1d', '7d']).default('10m') }),
    async handle({ records, query, now, freshForm }) {
      const span = spans.find(one => one.last === query.last)!;
      const rows = await records.auditTrail({ sinceMs: now - span.ms, limit: MOST_ROWS });
      const links = spans.map(({ last, words }) => ({
        words,
        href: paths.audit({}, { last }),
        current: last === span.last,
      }));
      return page('audit/page.njk', {
        spans: links,
        span: span.long,
        days: byDay(rows.map(tellAccess)),
        count: rows.length,
        walkers: new Set(rows.map(row => row.user)).size,
        more: rows.length === MOST_ROWS,
        form: freshForm(),
      });
    },
  }),
  ...auditVerify,
];

/** Rows of one day under its date, in the order in which they came. */
function byDay<Row extends { readonly day: string }>(rows: readonly Row[]): { day: string; rows: Row[] }[] {
  const days: { day: string; rows: Row[] }[] = [];
  for (const row of rows) {
    if (days.at(-1)?.day !== row.day) days.push({ day: row.day, rows: [] });
    days.at(-1)!.rows.push(row);
  }
  return days;
}
