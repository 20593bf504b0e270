import { z } from 'zod';
import { failure, file, page, seeOther, type Answer } from '../../frame/answer.ts';
import { withErrors, type FormView } from '../../frame/form.ts';
import { staff } from '../../frame/policy.ts';
import { route } from '../../frame/route.ts';
import { paths } from '../../paths.ts';
import type { Services, Staff } from '../../services.ts';
import { evidenceOrder } from '../fill/order.ts';
import { calibrationAsCsv } from './calibration-csv.ts';
import type { CalibrationStanding, KeptCalibration } from './calibration-desk.ts';
import { calibrationView } from './calibration-view.ts';
import { calibrationForm } from './question.ts';
import { mayCount, readSent, type Trouble } from './read-sent.ts';

/** As for one’s own numbers: both may bring figures. */
const policy = staff('analyst', 'commissioner');
interface Shown extends Trouble {
  readonly status?: number;
}

function showNew(
  { calibrationDesk }: Services,
  who: Staff,
  form: FormView,
  { status = 200, ...trouble }: Shown = {},
) {
  const { lineFaults = [], seriesFaults = [] } = trouble;
  const kept = calibrationDesk.list(who.organisationId).filter(one => mayOpen(one, who));
  return page(
    'plans/calibrate/new.njk',
    {
      form,
      lineFaults,
      seriesFaults,
      mayCount: mayCount(who),
      choices: calibrationDesk.files.choices,
      kept: kept.map(one => ({
        id: one.id,
        title: titleOf(calibrationDesk.files, one),
        series: one.question.series.name,
        by: one.by,
        at: one.at,
        said: sayStanding(calibrationDesk.standing(one)),
      })),
    },
    { status },
  );
}

function sayStanding(standing: CalibrationStanding): string {
  if (standing.state === 'ready') return standing.found.calibration.words;
  if (standing.state === 'stopped') return 'It was not finished.';
  return standing.state === 'missing' ? 'Not worked out.' : 'Being worked out.';
}

const mayOpen = ({ question }: KeptCalibration, who: Staff) => !question.ownRecord || mayCount(who);

function titleOf({ choices }: Services['calibrationDesk']['files'], { question }: KeptCalibration): string {
  return choices.find(({ name }) => name === question.scenario)?.title ?? question.scenario;
}

/** The calibration that an address names, for whoever may open it. */
function found({ services, who, id }: { services: Services; who: Staff; id: string }) {
  const kept = services.calibrationDesk.find(who.organisationId, id);
  return kept && mayOpen(kept, who) ? kept : undefined;
}

export const planCalibrate = [
  route({
    method: 'GET',
    path: paths.planCalibrate,
    policy,
    handle: ({ services, who, freshForm }) => showNew(services, who, freshForm()),
  }),
  route({
    method: 'POST',
    path: paths.planCalibrate,
    policy,
    upload: calibrationForm,
    async handle({ services, who, records, form, now, file: upload }) {
      if (!form.ok) return showNew(services, who, form.view, { status: 422 });
      const read = await readSent({ services, who, records, now, value: form.value, upload });
      if (!read.ok) {
        // What came as a file stands in the field, to be mended there.
        const { text, words, field, trouble } = read;
        const view =
          text === undefined ? form.view : { ...form.view, values: { ...form.view.values, series: text } };
        const shown = words === undefined ? view : withErrors(view, [{ words, ...(field ? { field } : {}) }]);
        return showNew(services, who, shown, { status: 422, ...trouble });
      }
      const id = services.calibrationDesk.begin(read.question, who.name, now);
      if (id !== undefined) return seeOther(paths.planCalibration({ calibration: id }));
      return showNew(services, who, withErrors(form.view, [{ words: LINE_FULL }]), { status: 503 });
    },
  }),
  route({
    method: 'GET',
    path: paths.planCalibration,
    policy,
    handle({ services, who, params: { calibration: id }, freshForm }) {
      const kept = found({ services, who, id });
      if (!kept) return failure('notFound');
      const { calibrationDesk: desk, planDesk } = services;
      const standing = desk.standing(kept);
      const { question } = kept;
      const tried = standing.state === 'ready' ? standing.found.tried : null;
      const [one, two] = evidenceOrder(question.scenario);
      const canTry = planDesk.files.choices.some(({ name }) => name === question.scenario);
      return page(
        'plans/calibrate/page.njk',
        {
          id,
          form: freshForm(),
          kept,
          title: titleOf(desk.files, kept),
          standing: standing.state === 'ready' ? { state: standing.state } : standing,
          view: standing.state === 'ready' ? calibrationView(standing.found) : undefined,
          tried: tried !== null && canTry ? paths.planTry({}, { one, two, lines: tried }) : undefined,
        },
        { script: standing.state === 'working' || standing.state === 'waiting' ? 'watch' : undefined },
      );
    },
  }),
  route({
    method: 'GET',
    path: paths.planCalibrationData,
    policy,
    handle({ services, who, params: { calibration: id } }) {
      const kept = found({ services, who, id });
      const standing = kept && services.calibrationDesk.standing(kept);
      if (standing?.state !== 'ready') return failure('notFound');
      return file('text/csv; charset=utf-8', calibrationAsCsv(standing.found), 'calibration.csv');
    },
  }),
  route({
    method: 'GET',
    path: paths.planCalibrationFile,
    policy,
    handle({ services, who, params: { calibration: id } }) {
      const kept = found({ services, who, id });
      const standing = kept && services.calibrationDesk.standing(kept);
      if (standing?.state !== 'ready') return failure('notFound');
      return file(
        'application/yaml; charset=utf-8',
        standing.found.file,
        `${kept!.question.scenario}-calibrated.yaml`,
      );
    },
  }),
  route({
    method: 'POST',
    path: paths.planCalibrationCancel,
    policy,
    form: z.object({}),
    handle: visit =>
      onKept(visit, kept => {
        visit.services.calibrationDesk.cancel(kept);
        return seeOther(paths.planCalibration({ calibration: kept.id }));
      }),
  }),
  route({
    method: 'POST',
    path: paths.planCalibrationAgain,
    policy,
    form: z.object({}),
    handle: visit =>
      onKept(visit, ({ question }) => {
        const { services, who, now, form } = visit;
        const id = services.calibrationDesk.begin(question, who.name, now);
        return id === undefined
          ? showNew(services, who, withErrors(form.view, [{ words: LINE_FULL }]), { status: 503 })
          : seeOther(paths.planCalibration({ calibration: id }));
      }),
  }),
  route({
    method: 'POST',
    path: paths.planCalibrationForget,
    policy,
    form: z.object({}),
    handle: visit =>
      onKept(visit, kept => {
        visit.services.calibrationDesk.forget(kept);
        return seeOther(paths.planCalibrate());
      }),
  }),
];

interface Acts {
  readonly services: Services;
  readonly who: Staff;
  readonly form: { readonly ok: boolean };
  readonly params: { readonly calibration: string };
}

/** A button on the page of one calibration, for whoever may open it. */
function onKept(
  { services, who, form, params: { calibration: id } }: Acts,
  handle: (kept: KeptCalibration) => Answer,
) {
  const kept = found({ services, who, id });
  if (!kept) return failure('notFound');
  return form.ok ? handle(kept) : seeOther(paths.planCalibration({ calibration: id }));
}

const LINE_FULL =
  'Several calibrations are in line already, so this one was not begun. What you wrote is still here. Try again in some minutes.';
