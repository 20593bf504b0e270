import { londonDay } from '@throughcare/pathway';
import { z } from 'zod';
import { failure, file, page } from '../frame/answer.ts';
import { staff } from '../frame/policy.ts';
import { route } from '../frame/route.ts';
import { paths } from '../paths.ts';
import { accessCsv, accessView } from './access-view.ts';

const policy = staff('commissioner', 'programme_lead');
const query = z.object({
  year: z
    .string()
    .regex(/^(19|20|21)\d\d$/)
    .optional(),
});
/** How many years can be looked at. */
const BACK = 5;

/** The last years of which everybody has been followed for half a year. */
function yearsOn(now: number): number[] {
  const [year, month] = londonDay(now).split('-').map(Number) as [number, number];
  const last = month > 7 ? year - 1 : year - 2;
  return Array.from({ length: BACK }, (_, k) => last - k);
}

/** Who is helped, and how soon (E32), from counts alone. */
export const accessPages = [
  route({
    method: 'GET',
    path: paths.access,
    policy,
    query,
    async handle({ records, query: asked, now }) {
      const years = yearsOn(now);
      const year = asked.year === undefined ? years[0] : Number(asked.year);
      const counts = await records.accessCounts(year);
      return page('access/page.njk', {
        year,
        years: years.filter(one => one !== year),
        nobody: counts.length === 0,
        view: accessView(counts),
      });
    },
  }),
  route({
    method: 'GET',
    path: paths.accessFile,
    policy,
    query,
    async handle({ records, query: asked }) {
      if (asked.year === undefined) return failure('notFound');
      const year = Number(asked.year);
      const view = accessView(await records.accessCounts(year));
      if (view === null) return failure('notFound');
      return file('text/csv; charset=utf-8', accessCsv(year, view), `access-${year}.csv`);
    },
  }),
];
