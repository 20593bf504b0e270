import { z } from 'zod';
import { failure, file, page, standsAlone } from '../frame/answer.ts';
import { anybody } from '../frame/policy.ts';
import { route } from '../frame/route.ts';
import { paths } from '../paths.ts';
import type { Services } from '../services.ts';
import { reportView, signedWords } from './report-view.ts';

const find = ({ studyDesk }: Services, report: string) => studyDesk.released().find(one => one.id === report);

/** What went out, for everybody: commissioners, the press, anybody. Nothing that was not released is reachable here. */
export const reports = [
  route({
    method: 'GET',
    path: paths.reports,
    policy: anybody,
    handle({ services }) {
      const list = services.studyDesk.released().map(({ id, report }) => ({
        id,
        question: report.question,
        answer: report.pairs[0]?.conclusion.sentences[0] ?? '',
        verdict: report.pairs[0]?.conclusion.verdict ?? '',
        madeUp: report.madeUp,
        signed: signedWords(report),
      }));
      return page('reports/list.njk', { list });
    },
  }),
  route({
    method: 'GET',
    path: paths.report,
    policy: anybody,
    query: z.object({ pair: z.string().optional() }),
    handle({ services, params: { report: id }, query }) {
      const found = find(services, id);
      if (!found) return failure('notFound');
      const view = reportView(found.report, query.pair, pair => paths.report({ report: id }, { pair }));
      return page('reports/page.njk', { id, view });
    },
  }),
  route({
    method: 'GET',
    path: paths.reportWhole,
    policy: anybody,
    handle({ services, params: { report: id } }) {
      const found = find(services, id);
      return found ? standsAlone(found.html) : failure('notFound');
    },
  }),
  route({
    method: 'GET',
    path: paths.reportData,
    policy: anybody,
    handle({ services, params: { report: id } }) {
      const found = find(services, id);
      if (!found) return failure('notFound');
      const json = `${JSON.stringify(found.report, null, 1)}\n`;
      return file('application/json; charset=utf-8', json, `report-${found.report.study}.json`);
    },
  }),
];
