import { page } from '../frame/answer.ts';
import { staff } from '../frame/policy.ts';
import { route } from '../frame/route.ts';
import { paths } from '../paths.ts';
import { askedView, queryOf, stretchOf, trailAsked } from './asked.ts';
import { auditUnusual } from './unusual/route.ts';
import { auditVerify } from './verify/route.ts';
import { tellAccess } from './words.ts';

const ROWS_A_PAGE = 200;

/**
 * Who read and who changed what, newest first: everybody who walked here, every page (E21). By account, by record, by
 * kind and by day, for whoever follows one person or one record through it.
 */
export const audit = [
  route({
    method: 'GET',
    path: paths.audit,
    policy: staff('auditor'),
    query: trailAsked,
    async handle({ records, query, now, freshForm }) {
      const stretch = stretchOf(query, now);
      const problem = 'problem' in stretch ? stretch.problem : null;
      // Where the days make no sense nothing is looked up, but who works here still fills the form.
      const asked = 'problem' in stretch ? { sinceMs: now, untilMs: now } : stretch;
      const trail = await records.auditTrail({ ...queryOf(query, asked), limit: ROWS_A_PAGE });
      const { rows, next, found } = trail;
      return page('audit/page.njk', {
        asked: askedView(query, trail),
        problem,
        span: 'words' in stretch ? stretch.words : '',
        days: byDay(rows.map(tellAccess)),
        count: rows.length,
        walkers: new Set(rows.map(row => row.user)).size,
        more: next !== null,
        isFirst: query.after === undefined,
        found,
        form: freshForm(),
      });
    },
  }),
  ...auditUnusual,
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
