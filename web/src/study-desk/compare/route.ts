import { z } from 'zod';
import { failure, page } from '../../frame/answer.ts';
import { route } from '../../frame/route.ts';
import { paths } from '../../paths.ts';
import { analysts, studyAt } from '../analysts.ts';
import type { Desk } from '../desk.ts';
import { protocolText, type KeptStudy } from '../kept-study.ts';
import { studyPlace } from '../place.ts';
import { readRun } from '../runs.ts';
import { compareView, type RunToCompare } from './compare-view.ts';

export const deskCompare = [
  route({
    method: 'GET',
    path: paths.deskCompare,
    policy: analysts,
    query: z.object({ first: z.string(), second: z.string() }),
    handle(visit) {
      const found = studyAt(visit);
      if (!found) return failure('notFound');
      const { desk, study } = found;
      const [first, second] = [visit.query.first, visit.query.second].map(run => runAt(desk, study, run));
      if (!first || !second) return failure('notFound');
      return page('study-desk/compare/page.njk', { study, view: compareView(first, second) });
    },
  }),
];

function runAt(desk: Desk, study: KeptStudy, run: string): RunToCompare | undefined {
  const place = studyPlace(desk.place.studies, study.id);
  const fact = desk.runs(study).find(one => one.id === run);
  const report = fact && readRun(place, run);
  return report && { fact, report, protocol: protocolText(place, fact.version) };
}
