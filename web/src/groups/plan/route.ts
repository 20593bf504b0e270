import { londonDay, type GroupEvent, type Programme } from '@throughcare/pathway';
import { z } from 'zod';
import { anyFields, askedPage, readAsked } from '../../asked/asked.ts';
import { failure, page, seeOther } from '../../frame/answer.ts';
import { choice, dayLine } from '../../frame/fields.ts';
import type { FormView } from '../../frame/form.ts';
import { settle } from '../../frame/outcome.ts';
import { staff } from '../../frame/policy.ts';
import { route } from '../../frame/route.ts';
import { paths } from '../../paths.ts';
import type { Repository } from '../../services.ts';
import { whoMayLead } from '../change/route.ts';
import { tellGroup } from '../tell.ts';
import { laidOut, rhythmQuestion, sessionsQuestion } from './questions.ts';

const policy = staff('programme_lead');
const groups = { href: paths.groups(), words: 'Groups' };

/** A new run of a programme: which and how often first, then every session with its day. */
export const groupPlan = [
  route({
    method: 'GET',
    path: paths.groupPlan,
    policy,
    async handle({ records, freshForm }) {
      const offered = await programmesOf(records);
      return offered.length > 0 ? askRhythm(offered, freshForm()) : page('groups/plan/no-programme.njk');
    },
  }),
  route({
    method: 'POST',
    path: paths.groupPlan,
    policy,
    form: anyFields,
    async handle({ records, form }) {
      const offered = await programmesOf(records);
      const read = readAsked(rhythmQuestion(offered), form);
      if ('view' in read) return askRhythm(offered, read.view, 422);
      const { programme, first, every } = read.command;
      return seeOther(paths.groupPlanSessions({ programme }, { first, every }));
    },
  }),
  route({
    method: 'GET',
    path: paths.groupPlanSessions,
    policy,
    query: z.object({ first: dayLine, every: choice(['1', '2', '4'], 'Choose how often it meets.') }),
    async handle({ records, params, query, now, freshForm }) {
      const found = await find(records, params.programme, now);
      if (!found) return failure('notFound');
      return askSessions(found, freshForm(laidOut(found.programme, query.first, query.every)));
    },
  }),
  route({
    method: 'POST',
    path: paths.groupPlanSessions,
    policy,
    form: anyFields,
    async handle({ records, params, now, form }) {
      const found = await find(records, params.programme, now);
      if (!found) return failure('notFound');
      const again = (view: FormView, status = 422) => askSessions(found, view, status);
      const read = readAsked(found.asked, form);
      if ('view' in read || !form.ok) return again('view' in read ? read.view : form.view);
      // Sent twice, it is one group.
      const group = form.command;
      const outcome = await records.decide('group', group, 0, form.command, read.command);
      return settle(outcome, {
        view: form.view,
        done: paths.group({ group }),
        again,
        say: event => tellGroup(event as unknown as GroupEvent),
        nameOf: () => 'You',
      });
    },
  }),
];

/** Programmes that are still offered. */
async function programmesOf(records: Repository): Promise<readonly Programme[]> {
  const { programmes } = await records.organisation();
  return programmes.filter(one => one.withdrawnOn === null);
}

async function find(records: Repository, id: string, now: number) {
  const { people, programmes } = await records.organisation();
  const programme = programmes.find(one => one.id === id && one.withdrawnOn === null);
  return programme && { programme, asked: sessionsQuestion(programme, whoMayLead(people), londonDay(now)) };
}

function askRhythm(offered: readonly Programme[], form: FormView, status = 200) {
  return askedPage(rhythmQuestion(offered), { action: paths.groupPlan(), back: groups }, form, status);
}

function askSessions(
  { programme, asked }: NonNullable<Awaited<ReturnType<typeof find>>>,
  form: FormView,
  status = 200,
) {
  const action = paths.groupPlanSessions({ programme: programme.id });
  return askedPage(
    asked,
    { action, back: { href: paths.groupPlan(), words: 'Another programme' } },
    form,
    status,
  );
}
