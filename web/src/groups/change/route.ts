import { londonDay, type GroupEvent, type Role } from '@throughcare/pathway';
import type { Organisation } from '@throughcare/records';
import { anyFields, askedPage, readAsked } from '../../asked/asked.ts';
import { failure } from '../../frame/answer.ts';
import type { FormView } from '../../frame/form.ts';
import { settle } from '../../frame/outcome.ts';
import { staff } from '../../frame/policy.ts';
import { route } from '../../frame/route.ts';
import { paths } from '../../paths.ts';
import type { Repository, Staff } from '../../services.ts';
import { mayChange } from '../changes.ts';
import { tellGroup } from '../tell.ts';
import { groupQuestions } from './questions.ts';

/** Who leads a group, or stands in for whoever does. */
const leading: readonly Role[] = ['practitioner', 'programme_lead'];
const policy = staff('practitioner', 'programme_lead');

/** What can be changed about one run: sessions moved, cancelled and added, who runs it, where it meets, its end. */
export const groupChange = [
  route({
    method: 'GET',
    path: paths.groupChange,
    policy,
    async handle({ records, params, who, now, freshForm }) {
      const found = await find(records, params, who, now);
      if (!found) return failure('notFound');
      return askedPage(found.asked, placeOf(params, found.name), freshForm({}, found.group.version));
    },
  }),
  route({
    method: 'POST',
    path: paths.groupChange,
    policy,
    form: anyFields,
    async handle({ records, params, who, now, form }) {
      const found = await find(records, params, who, now);
      if (!found) return failure('notFound');
      const { asked, group, people } = found;
      const again = (view: FormView, status = 422) =>
        askedPage(asked, placeOf(params, found.name), view, status);
      const read = readAsked(asked, form);
      if ('view' in read || !form.ok) return again('view' in read ? read.view : form.view);
      const expected = form.seen ?? group.version;
      const outcome = await records.decide('group', group.group, expected, form.command, read.command);
      return settle(outcome, {
        view: form.view,
        done: paths.group({ group: group.group }),
        again,
        say: event => tellGroup(event as unknown as GroupEvent),
        nameOf: user => people.find(one => one.user === user)?.name ?? 'Somebody',
      });
    },
  }),
];

/** Those who can lead a group now. */
export function whoMayLead(people: Organisation['people']): Organisation['people'] {
  return people.filter(one => one.active && one.roles.some(role => leading.includes(role)));
}

type Params = { readonly group: string; readonly what: string };

async function find(records: Repository, { group: id, what }: Params, who: Staff, now: number) {
  // Nobody is asked what they could not save.
  if (!mayChange(who.roles, what)) return undefined;
  const group = await records.group(id);
  if (!group) return undefined;
  const { people } = await records.organisation();
  const sessions = group.state.sessions.filter(session => session.status === 'planned');
  const questions = groupQuestions({ group, sessions, staff: whoMayLead(people), today: londonDay(now) });
  if (!Object.hasOwn(questions, what)) return undefined;
  return { asked: questions[what], group, people, name: group.state.name };
}

function placeOf(params: Params, name: string) {
  const back = { href: paths.group({ group: params.group }), words: name };
  return { action: paths.groupChange(params), back };
}
