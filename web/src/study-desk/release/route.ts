import { earlierReleases, ledgerAt, release } from '@throughcare/evidence';
import { z } from 'zod';
import { failure, page, seeOther } from '../../frame/answer.ts';
import { withErrors, type FormView } from '../../frame/form.ts';
import { route } from '../../frame/route.ts';
import { paths } from '../../paths.ts';
import { analysts, studyAt } from '../analysts.ts';
import type { Desk } from '../desk.ts';
import type { KeptStudy } from '../kept-study.ts';
import { refusing } from '../organisation-desk.ts';
import { studyPlace } from '../place.ts';
import { releasedOf, releaseRun } from '../released.ts';
import { readRun } from '../runs.ts';

interface Shown {
  readonly form: FormView;
  readonly name: string;
  readonly status?: number;
}

function show(desk: Desk, study: KeptStudy, run: string, { form, name, status = 200 }: Shown) {
  const report = readRun(studyPlace(desk.place.studies, study.id), run);
  if (!report) return failure('notFound');
  const { control, pairs } = release(report, earlierReleases(ledgerAt(desk.place.ledger).entries()));
  const answer = pairs[0]?.conclusion.sentences[0] ?? '';
  return page('study-desk/release/page.njk', { study, run, form, name, control, answer }, { status });
}

const releaseForm = z.object({
  reviewer: z.string().trim().max(120, 'That is too long: it can have 120 characters.').default(''),
});

export const deskRelease = [
  route({
    method: 'GET',
    path: paths.deskRelease,
    policy: analysts,
    handle(visit) {
      const found = studyAt(visit);
      if (!found) return failure('notFound');
      const { run } = visit.params;
      if (releasedOf(found.desk.place, run)) return seeOther(paths.report({ report: run }));
      return show(found.desk, found.study, run, { form: visit.freshForm(), name: visit.who.name });
    },
  }),
  route({
    method: 'POST',
    path: paths.deskRelease,
    policy: analysts,
    form: releaseForm,
    handle(visit) {
      const found = studyAt(visit);
      if (!found) return failure('notFound');
      const { desk, study } = found;
      const { run } = visit.params;
      const { name } = visit.who;
      const { form } = visit;
      if (!form.ok) return show(desk, study, run, { form: form.view, name, status: 422 });
      const { reviewer } = form.value;
      const isSelf = reviewer.toLowerCase() === name.toLowerCase();
      const at = new Date(visit.now).toISOString();
      const done = isSelf
        ? { ok: false as const, why: 'The reviewer is somebody else than you. Name them, or leave it empty.' }
        : refusing(() =>
            releaseRun(desk.place, study.id, run, { by: name, reviewer: reviewer || undefined, at }),
          );
      // Sent twice, it went out once.
      if (done.ok || releasedOf(desk.place, run)) return seeOther(paths.report({ report: run }));
      const view = withErrors(form.view, [{ field: 'reviewer', words: done.why }]);
      return show(desk, study, run, { form: view, name, status: isSelf ? 422 : 409 });
    },
  }),
];
