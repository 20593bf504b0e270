import { reportText } from '@throughcare/evidence';
import { z } from 'zod';
import { failure, page } from '../../frame/answer.ts';
import { route } from '../../frame/route.ts';
import { paths } from '../../paths.ts';
import { analysts, studyAt } from '../analysts.ts';
import { studyPlace } from '../place.ts';
import { readRun } from '../runs.ts';
import { foundView } from './found-view.ts';

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
      return page('study-desk/found/page.njk', { study, run, view, text: reportText(report) });
    },
  }),
];
