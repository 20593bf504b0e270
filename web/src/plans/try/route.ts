import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { failure, file, page, seeOther } from '../../frame/answer.ts';
import { withErrors, type FormView } from '../../frame/form.ts';
import { evidenceReaders } from '../../frame/policy.ts';
import { route } from '../../frame/route.ts';
import { paths } from '../../paths.ts';
import type { Services } from '../../services.ts';
import { boardView } from '../board/board-view.ts';
import { sourcesView } from '../sources-view.ts';
import type { PlanAnswer } from './plan-answer.ts';
import { YOUR_FILE, uploadedScenario } from './own-file.ts';
import {
  questionAsQuery,
  questionQuery,
  readQuestion,
  type Asked,
  type PlanQuestion,
  type QuestionQuery,
} from './question.ts';
import { answerAsCsv } from './result-csv.ts';
import { answerOf, tryView } from './try-view.ts';

const policy = evidenceReaders;

/** What stands on the page before anything is chosen: both sides of the argument (E41). */
const FIRST = ['everybody-imprisoned', 'programme-for-every-community-sentence'] as const;

/** The question travels through a form as the query that it would stand in. */
const carried = z.object({ question: z.string().max(20_000) });
/** A file that is brought takes one side of the question. */
const brought = carried.extend({ side: z.enum(['one', 'two']).catch('one') });
const questionOf = (text: string): PlanQuestion =>
  readQuestion(questionQuery.parse(Object.fromEntries(new URLSearchParams(text))), FIRST).question;

/** A page that has been open says who it is, so that of its drafts the last alone is worked out. */
const LOOKER = /^[0-9a-f-]{36}$/;
const lookerOf = ({ looker = '' }: QuestionQuery) => (LOOKER.test(looker) ? looker : randomUUID());

interface Looking {
  readonly status?: number;
  readonly looker?: string;
  /** Whether it was asked for: looking at the page alone begins nothing. */
  readonly asks?: boolean;
  readonly hungUp: AbortSignal;
}

async function show(
  { planDesk }: Services,
  asked: Asked,
  form: FormView,
  { status = 200, looker = randomUUID(), asks = true, hungUp }: Looking,
) {
  const { question } = asked;
  const read = planDesk.files.read(question);
  if (!read.ok) {
    return page('plans/try/page.njk', tryView(planDesk, asked, read, form, looker), { status: 422 });
  }
  const whole = planDesk.standing(question, 'whole');
  hungUp.addEventListener('abort', () => planDesk.leave(question, looker), { once: true });
  const { patience } = planDesk;
  const draft =
    whole.state === 'ready'
      ? undefined
      : asks
        ? await planDesk.answer(question, 'draft', patience, looker)
        : planDesk.standing(question, 'draft');
  return page('plans/try/page.njk', tryView(planDesk, asked, read, form, looker, whole, draft), {
    status,
    script: 'sliders',
  });
}

/** What the page shows: the whole answer if it is there, else whatever tells of most runs. */
function answered({ planDesk }: Services, question: PlanQuestion): PlanAnswer | undefined {
  if (!planDesk.files.read(question).ok) return undefined;
  return answerOf(planDesk.standing(question, 'whole'), planDesk.standing(question, 'draft'));
}

export const planTry = [
  route({
    method: 'GET',
    path: paths.planTry,
    policy,
    query: questionQuery,
    handle: ({ services, query, freshForm, hungUp }) =>
      show(services, readQuestion(query, FIRST), freshForm(), {
        looker: lookerOf(query),
        asks: Object.keys(query).length > 0,
        hungUp,
      }),
  }),
  route({
    method: 'GET',
    path: paths.planTrySources,
    policy,
    query: questionQuery,
    handle({ services, query }) {
      const { question } = readQuestion(query, FIRST);
      const asked = questionAsQuery(question);
      const answer = answered(services, question);
      if (!answer) return seeOther(paths.planTry({}, asked));
      const result = answer[Number(query['comparison'] ?? 0)];
      const view = result && sourcesView(result, query['number']);
      if (!view) return failure('notFound');
      return page('plans/sources.njk', {
        title: 'Your plan',
        back: paths.planTry({}, asked),
        all: paths.planTrySources({}, asked),
        view,
      });
    },
  }),
  route({
    method: 'GET',
    path: paths.planTryBoard,
    policy,
    query: questionQuery,
    handle({ services, query }) {
      const { question } = readQuestion(query, FIRST);
      const asked = questionAsQuery(question);
      const answer = answered(services, question);
      if (!answer) return seeOther(paths.planTry({}, asked));
      const opened = (number: string, comparison: number) =>
        paths.planTrySources({}, { ...asked, number, comparison });
      return page('plans/board/page.njk', {
        title: 'Your plan',
        back: paths.planTry({}, asked),
        all: paths.planTrySources({}, asked),
        view: boardView(answer, opened),
      });
    },
  }),
  route({
    method: 'GET',
    path: paths.planTryFile,
    policy,
    query: questionQuery,
    handle({ services: { planDesk }, query }) {
      const { question } = readQuestion(query, FIRST);
      if (query['which'] === YOUR_FILE && question.ownFile !== undefined)
        return file('application/yaml; charset=utf-8', question.ownFile, `${YOUR_FILE}.yaml`);
      const which = Number(query['which'] ?? 1) - 1;
      if (question.scenarios[which] === undefined || !planDesk.files.read(question).ok)
        return failure('notFound');
      const name = `${question.scenarios[which]}-yours.yaml`;
      return file('application/yaml; charset=utf-8', planDesk.files.own(question, which), name);
    },
  }),
  route({
    method: 'GET',
    path: paths.planTryData,
    policy,
    query: questionQuery,
    handle({ services, query }) {
      const { question } = readQuestion(query, FIRST);
      const answer = answered(services, question);
      if (!answer) return seeOther(paths.planTry({}, questionAsQuery(question)));
      return file('text/csv; charset=utf-8', answerAsCsv(answer), 'plan.csv');
    },
  }),
  route({
    method: 'POST',
    path: paths.planTryOwn,
    policy,
    upload: brought,
    async handle({ services, form, file: upload, hungUp }) {
      if (!form.ok) return show(services, readQuestion({}, FIRST), form.view, { status: 422, hungUp });
      const before = questionOf(form.value.question);
      const asked = (question: PlanQuestion) => ({ question, notNumbers: new Map<string, string>() });
      const refuse = (words: string) =>
        show(services, asked(before), withErrors(form.view, [{ field: 'file', words }]), {
          status: 422,
          hungUp,
        });
      if (!upload) return refuse('Choose a scenario file from your machine. Nothing was run.');
      const read = await uploadedScenario(upload);
      if (!read.ok) return refuse(read.why);
      const [one, two, ...more] = before.scenarios;
      const question: PlanQuestion = {
        ...before,
        ownFile: read.text,
        scenarios: form.value.side === 'two' ? [one, YOUR_FILE, ...more] : [YOUR_FILE, two, ...more],
      };
      // One that cannot be read is told by its lines, and goes no further.
      if (!services.planDesk.files.readOwn(read.text).ok)
        return show(services, asked(question), form.view, { status: 422, hungUp });
      return seeOther(paths.planTry({}, questionAsQuery(question)));
    },
  }),
  route({
    method: 'POST',
    path: paths.planTryRun,
    policy,
    form: carried,
    async handle({ services, form, hungUp }) {
      if (!form.ok) return show(services, readQuestion({}, FIRST), form.view, { status: 422, hungUp });
      const question = questionOf(form.value.question);
      const { planDesk } = services;
      if (!planDesk.files.read(question).ok) return seeOther(paths.planTry({}, questionAsQuery(question)));
      const begun = await planDesk.answer(question, 'whole', 0);
      if (begun.state !== 'line full') return seeOther(paths.planTry({}, questionAsQuery(question)));
      const asked = { question, notNumbers: new Map<string, string>() };
      return show(services, asked, withErrors(form.view, [{ words: LINE_FULL }]), { status: 503, hungUp });
    },
  }),
  route({
    method: 'POST',
    path: paths.planTryCancel,
    policy,
    form: carried,
    handle({ services: { planDesk }, form }) {
      if (!form.ok) return seeOther(paths.planTry());
      const question = questionOf(form.value.question);
      if (planDesk.files.read(question).ok) planDesk.cancel(question);
      return seeOther(paths.planTry({}, questionAsQuery(question)));
    },
  }),
];

const LINE_FULL =
  'Several whole runs are in line already, so this one was not begun. Your numbers are kept in the address. Try again in some minutes.';
