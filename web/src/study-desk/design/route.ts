import { readProtocol } from '@throughcare/evidence';
import { z } from 'zod';
import { failure, page, seeOther } from '../../frame/answer.ts';
import { withErrors, type FormView } from '../../frame/form.ts';
import { route } from '../../frame/route.ts';
import { paths } from '../../paths.ts';
import { analysts, byOf, studyAt } from '../analysts.ts';
import type { Desk } from '../desk.ts';
import type { KeptStudy } from '../kept-study.ts';
import { workView } from '../work-view.ts';
import { designView } from './design-view.ts';

interface Shown {
  readonly form: FormView;
  readonly now: number;
  readonly pair?: string | undefined;
  readonly status?: number;
}

function show(desk: Desk, study: KeptStudy, { form, now, pair, status = 200 }: Shown) {
  const last = workView(desk.work(study), now);
  const work = last && (last.kind === 'design' || last.underWay) ? last : undefined;
  const design = desk.design(study);
  const view = design && designView(design, study.id, pair);
  const script = work?.underWay ? 'watch' : undefined;
  return page('study-desk/design/page.njk', { study, form, work, view }, { status, script });
}

export const deskDesign = [
  route({
    method: 'GET',
    path: paths.deskDesign,
    policy: analysts,
    query: z.object({ pair: z.string().optional() }),
    handle(visit) {
      const found = studyAt(visit);
      if (!found) return failure('notFound');
      const shown = { form: visit.freshForm(), now: visit.now, pair: visit.query.pair };
      return show(found.desk, found.study, shown);
    },
  }),
  route({
    method: 'POST',
    path: paths.deskDesign,
    policy: analysts,
    form: z.object({}),
    handle(visit) {
      const found = studyAt(visit);
      if (!found) return failure('notFound');
      const { desk, study } = found;
      const again = (form: FormView, status: number) => show(desk, study, { form, now: visit.now, status });
      if (!visit.form.ok) return again(visit.form.view, 422);
      const why = notYet(desk, study);
      const done = why === undefined ? desk.start(study, 'design', byOf(visit)) : { ok: false as const, why };
      if (done.ok) return seeOther(paths.deskDesign({ study: study.id }));
      return again(withErrors(visit.form.view, [{ words: done.why }]), 409);
    },
  }),
  route({
    method: 'POST',
    path: paths.deskLock,
    policy: analysts,
    form: z.object({}),
    handle(visit) {
      const found = studyAt(visit);
      if (!found) return failure('notFound');
      const { desk, study } = found;
      const again = (form: FormView, status: number) => show(desk, study, { form, now: visit.now, status });
      if (!visit.form.ok) return again(visit.form.view, 422);
      const done = desk.lock(study, byOf(visit));
      if (done.ok) return seeOther(paths.deskStudy({ study: study.id }));
      return again(withErrors(visit.form.view, [{ words: done.why }]), 409);
    },
  }),
];

function notYet(desk: Desk, study: KeptStudy): string | undefined {
  if (study.extracts.length === 0) return 'There is no extract yet. Bring one first.';
  const text = desk.protocol(study)?.text;
  if (text === undefined) return 'There is no protocol yet. Write it first.';
  return readProtocol(text).ok
    ? undefined
    : 'The protocol has faults. Open it, mend them, then design the study.';
}
