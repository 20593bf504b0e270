import { createReadStream } from 'node:fs';
import { z } from 'zod';
import { failure, page, seeOther } from '../../frame/answer.ts';
import { withErrors, type FormView } from '../../frame/form.ts';
import { route } from '../../frame/route.ts';
import { paths } from '../../paths.ts';
import { analysts, byOf, studyAt } from '../analysts.ts';
import type { Desk } from '../desk.ts';
import type { KeptStudy } from '../kept-study.ts';
import { LARGEST_MB } from '../take-extract.ts';
import { workView } from '../work-view.ts';
import { extractViews } from './extract-view.ts';

function show(desk: Desk, study: KeptStudy, form: FormView, now: number, status = 200) {
  const work = workView(desk.work(study), now);
  const canTry = desk.madeUp() !== undefined && study.extracts.length === 0;
  const model = { study, form, work, canTry, extracts: extractViews(desk, study), largest: LARGEST_MB };
  const script = work?.underWay && work.kind === 'columns' ? 'watch' : undefined;
  return page('study-desk/extract/page.njk', model, { status, script });
}

export const deskExtract = [
  route({
    method: 'GET',
    path: paths.deskExtract,
    policy: analysts,
    handle(visit) {
      const found = studyAt(visit);
      return found ? show(found.desk, found.study, visit.freshForm(), visit.now) : failure('notFound');
    },
  }),
  route({
    method: 'POST',
    path: paths.deskExtract,
    policy: analysts,
    upload: z.object({}),
    async handle(visit) {
      const found = studyAt(visit);
      if (!found) return failure('notFound');
      const { desk, study } = found;
      if (!visit.form.ok) return show(desk, study, visit.form.view, visit.now, 422);
      const taken = await desk.take(study, visit.file, byOf(visit));
      if (taken.ok) return seeOther(paths.deskExtract({ study: study.id }));
      const view = withErrors(visit.form.view, [{ field: 'file', words: taken.why }]);
      return show(desk, study, view, visit.now, 422);
    },
  }),
  route({
    method: 'POST',
    path: paths.deskMadeUp,
    policy: analysts,
    form: z.object({}),
    async handle(visit) {
      const found = studyAt(visit);
      const example = found?.desk.madeUp();
      if (!found || !example) return failure('notFound');
      const { desk, study } = found;
      if (!visit.form.ok) return show(desk, study, visit.form.view, visit.now, 422);
      for (const { name, file } of example.files) {
        const done = await desk.take(study, { name, bytes: createReadStream(file) }, byOf(visit));
        if (!done.ok)
          return show(desk, study, withErrors(visit.form.view, [{ words: done.why }]), visit.now, 409);
      }
      return seeOther(paths.deskExtract({ study: study.id }));
    },
  }),
  route({
    method: 'POST',
    path: paths.deskForget,
    policy: analysts,
    form: z.object({ extract: z.string() }),
    handle(visit) {
      const found = studyAt(visit);
      if (!found) return failure('notFound');
      const { desk, study } = found;
      if (!visit.form.ok) return show(desk, study, visit.form.view, visit.now, 422);
      const done = desk.forget(study, visit.form.value.extract);
      if (done.ok) return seeOther(paths.deskExtract({ study: study.id }));
      return show(desk, study, withErrors(visit.form.view, [{ words: done.why }]), visit.now, 409);
    },
  }),
];
