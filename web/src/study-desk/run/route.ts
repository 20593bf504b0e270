import { z } from 'zod';
import { failure, page, seeOther } from '../../frame/answer.ts';
import { withErrors, type FormView } from '../../frame/form.ts';
import { route } from '../../frame/route.ts';
import { paths } from '../../paths.ts';
import { analysts, byOf, studyAt } from '../analysts.ts';
import type { Desk } from '../desk.ts';
import type { KeptStudy } from '../kept-study.ts';
import { workView } from '../work-view.ts';

function show(desk: Desk, study: KeptStudy, form: FormView, now: number, status = 200) {
  const last = workView(desk.work(study), now);
  const work = last && (last.kind === 'run' || last.underWay) ? last : undefined;
  const model = {
    study,
    form,
    work,
    isLocked: isLocked(desk, study),
    looks: desk.locked(study)?.looks.length ?? 0,
  };
  return page('study-desk/run/page.njk', model, { status, script: work?.underWay ? 'watch' : undefined });
}

function isLocked(desk: Desk, study: KeptStudy): boolean {
  const design = desk.design(study);
  return design?.isOfNewestProtocol === true && design.locked;
}

export const deskRun = [
  route({
    method: 'GET',
    path: paths.deskRun,
    policy: analysts,
    query: z.object({ run: z.string().optional() }),
    handle(visit) {
      const found = studyAt(visit);
      if (!found) return failure('notFound');
      const { desk, study } = found;
      const work = desk.work(study);
      // Whoever waited for this run is led to what it found.
      if (work?.state === 'done' && work.id === visit.query.run)
        return seeOther(paths.deskFound({ study: study.id, run: work.id }));
      return show(desk, study, visit.freshForm(), visit.now);
    },
  }),
  route({
    method: 'POST',
    path: paths.deskRun,
    policy: analysts,
    form: z.object({}),
    handle(visit) {
      const found = studyAt(visit);
      if (!found) return failure('notFound');
      const { desk, study } = found;
      const { form } = visit;
      if (!form.ok) return show(desk, study, form.view, visit.now, 422);
      const done = isLocked(desk, study)
        ? desk.start(study, 'run', byOf(visit))
        : { ok: false as const, why: 'The design is not locked, so no outcome was read. Lock it first.' };
      if (done.ok) return seeOther(paths.deskRun({ study: study.id }, { run: desk.work(study)?.id }));
      return show(desk, study, withErrors(form.view, [{ words: done.why }]), visit.now, 409);
    },
  }),
];
