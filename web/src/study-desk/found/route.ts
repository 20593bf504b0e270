import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { reportText } from '@throughcare/evidence';
import { z } from 'zod';
import { failure, file, page, standsAlone } from '../../frame/answer.ts';
import { route } from '../../frame/route.ts';
import { paths } from '../../paths.ts';
import { analysts, studyAt } from '../analysts.ts';
import { ID, studyPlace } from '../place.ts';
import { releasedOf } from '../released.ts';
import { readRun } from '../runs.ts';
import { foundView } from './found-view.ts';
import { packOf } from './pack.ts';

export const deskFound = [
  route({
    method: 'GET',
    path: paths.deskFound,
    policy: analysts,
    query: z.object({ pair: z.string().optional() }),
    handle(visit) {
      const found = studyAt(visit);
      const { run } = visit.params;
      const report = found && readRun(studyPlace(found.desk.place.studies, found.study.id), run);
      if (!found || !report) return failure('notFound');
      const { study } = found;
      const hrefOf = (pair: string) => paths.deskFound({ study: study.id, run }, { pair });
      const view = foundView(report, visit.query.pair, hrefOf);
      const released = releasedOf(found.desk.place, run)?.report.signed;
      return page('study-desk/found/page.njk', { study, run, view, released, text: reportText(report) });
    },
  }),
  route({
    method: 'GET',
    path: paths.deskReport,
    policy: analysts,
    handle(visit) {
      const report = runFile(visit, 'report.html');
      return report === undefined ? failure('notFound') : standsAlone(readFileSync(report, 'utf8'));
    },
  }),
  route({
    method: 'GET',
    path: paths.deskPack,
    policy: analysts,
    handle(visit) {
      const result = runFile(visit, 'result.json');
      if (result === undefined) return failure('notFound');
      return file('application/zip', packOf(join(result, '..')), `study-${visit.params.run.slice(0, 8)}.zip`);
    },
  }),
];

type RunVisit = Parameters<typeof studyAt>[0] & { readonly params: { readonly run: string } };

/** A file of a run that came to its end, where it is there. */
function runFile(visit: RunVisit, name: string): string | undefined {
  const found = studyAt(visit);
  if (!found || !ID.test(visit.params.run)) return undefined;
  const path = join(studyPlace(found.desk.place.studies, found.study.id).run(visit.params.run), name);
  return existsSync(path) ? path : undefined;
}
