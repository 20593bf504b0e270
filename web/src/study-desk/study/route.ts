import { z } from 'zod';
import { failure, page, seeOther } from '../../frame/answer.ts';
import { route } from '../../frame/route.ts';
import { paths } from '../../paths.ts';
import { analysts, deskFor, studyAt } from '../analysts.ts';
import { runRows } from '../run-rows.ts';
import { workView } from '../work-view.ts';
import { stepsOf } from './steps.ts';

export const deskStudy = [
  route({
    method: 'GET',
    path: paths.desk,
    policy: analysts,
    handle(visit) {
      const desk = deskFor(visit);
      const studies = desk.list().map(study => ({
        id: study.id,
        title: study.title,
        by: study.by.name,
        at: study.at,
        stands: stands(stepsOf(desk, study)),
      }));
      return page('study-desk/list.njk', { studies });
    },
  }),
  route({
    method: 'GET',
    path: paths.deskStudy,
    policy: analysts,
    handle(visit) {
      const found = studyAt(visit);
      if (!found) return failure('notFound');
      const { desk, study } = found;
      const work = workView(desk.work(study), visit.now);
      const steps = stepsOf(desk, study);
      const model = {
        study,
        steps,
        lead: stands(steps),
        work,
        form: visit.freshForm(),
        runs: runRows(desk, study),
      };
      return page('study-desk/study/page.njk', model, { script: work?.underWay ? 'watch' : undefined });
    },
  }),
  route({
    method: 'POST',
    path: paths.deskCancel,
    policy: analysts,
    form: z.object({}),
    handle(visit) {
      const found = studyAt(visit);
      if (!found) return failure('notFound');
      if (!visit.form.ok) return failure('goneStale');
      found.desk.cancel(found.study);
      return seeOther(paths.deskStudy({ study: found.study.id }));
    },
  }),
];

/** Where a study stands, as one sentence: what comes next. */
function stands(steps: ReturnType<typeof stepsOf>): string {
  const [extract, protocol, design, lock, run] = steps.map(step => step.state === 'done');
  if (!extract) return 'It begins with an extract.';
  if (!protocol) return 'Next: the protocol.';
  if (!design) return 'Next: a design, which reads no outcome.';
  if (!lock) return 'Next: look at the design, then lock it.';
  return run ? 'It has been run.' : 'Locked. Next: run it.';
}
