import { londonDay, type OrganisationEvent, type Role } from '@throughcare/pathway';
import { mayCommand } from '@throughcare/records';
import { anyFields, askedPage, readAsked } from '../../asked/asked.ts';
import { failure } from '../../frame/answer.ts';
import type { FormView } from '../../frame/form.ts';
import { settle } from '../../frame/outcome.ts';
import { route } from '../../frame/route.ts';
import { paths } from '../../paths.ts';
import type { Repository, Staff } from '../../services.ts';
import { runsIt } from '../policy.ts';
import { tellOrganisation } from '../tell.ts';
import { peopleQuestions } from './people.ts';
import { programmeQuestions } from './programmes.ts';
import type { Question } from './question.ts';
import { settingQuestions, unansweredQuestions } from './settings.ts';
import { coverQuestions, teamQuestions } from './teams.ts';

/** Each change of the organisation by one form; two at once are shown both changes, and nothing is overwritten unseen. */
export const organisationChange = [
  route({
    method: 'GET',
    path: paths.organisationChange,
    policy: runsIt,
    async handle({ records, params, who, now, freshForm }) {
      const found = await find(records, params, who, now);
      if (!found) return failure('notFound');
      const { question, version } = found;
      return askedPage(question.asked, placeOf(params, question), freshForm(question.typed, version));
    },
  }),
  route({
    method: 'POST',
    path: paths.organisationChange,
    policy: runsIt,
    form: anyFields,
    async handle({ records, params, who, now, form }) {
      const found = await find(records, params, who, now);
      if (!found) return failure('notFound');
      const { question, version, nameOf } = found;
      const again = (view: FormView, status = 422) =>
        askedPage(question.asked, placeOf(params, question), view, status);
      const read = readAsked(question.asked, form);
      if ('view' in read || !form.ok) return again('view' in read ? read.view : form.view);
      const expected = form.seen ?? version;
      const outcome = await records.decide(
        'organisation',
        who.organisationId,
        expected,
        form.command,
        read.command,
      );
      return settle(outcome, {
        view: form.view,
        // Who has left has no page any more.
        done: question.does === 'leave' ? paths.organisation() : question.back.href,
        again,
        say: event => tellOrganisation(event as unknown as OrganisationEvent, nameOf),
        nameOf,
      });
    },
  }),
];

interface Params {
  readonly what: string;
  readonly of: string;
}

async function find(records: Repository, { what, of }: Params, who: Staff, now: number) {
  const here = await records.organisation();
  const on = londonDay(now);
  const open = what === 'leave' && mayLeave(who.roles) ? await records.openWork(of) : undefined;
  const questions: Readonly<Record<string, Question>> = {
    ...peopleQuestions(here, on, of, open),
    ...teamQuestions(here, on, of),
    ...coverQuestions(here, on, of),
    ...programmeQuestions(here, on, of),
    ...settingQuestions(here, on, of, who.userId),
    ...(of === 'new' ? unansweredQuestions(on) : {}),
  };
  if (!Object.hasOwn(questions, what)) return undefined;
  const question = questions[what];
  // Nobody is asked what they could not save.
  if (!mayCommand(who.roles, 'organisation', question.does)) return undefined;
  const names = new Map(here.people.map(one => [one.user, one.name]));
  const nameOf = (user: string) => names.get(user) ?? 'Somebody';
  return { question, version: here.version, nameOf };
}

const mayLeave = (held: readonly Role[]) => mayCommand(held, 'organisation', 'leave');

function placeOf(params: Params, { back }: Question) {
  return { action: paths.organisationChange({ what: params.what, of: params.of }), back };
}
