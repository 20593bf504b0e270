import { isStaff, londonDay, type ContactState } from '@throughcare/pathway';
import { anyFields, askedPage, readAsked } from '../../asked/asked.ts';
import { failure } from '../../frame/answer.ts';
import type { FormView, Typed } from '../../frame/form.ts';
import { staff } from '../../frame/policy.ts';
import { route } from '../../frame/route.ts';
import { paths } from '../../paths.ts';
import type { Repository } from '../../services.ts';
import { londonClock } from '../clock.ts';
import { recordInContact } from '../record.ts';
import { contactQuestions } from './questions.ts';

const policy = staff('helpline_worker');

/** What is recorded of a contact beside its messages. */
export const helplineRecord = [
  route({
    method: 'GET',
    path: paths.helplineRecord,
    policy,
    async handle({ records, params, now, freshForm }) {
      const found = await find(records, params, now);
      if (!found) return failure('notFound');
      return askedPage(found.asked, placeOf(params), freshForm(found.begins, found.version));
    },
  }),
  route({
    method: 'POST',
    path: paths.helplineRecord,
    policy,
    form: anyFields,
    async handle({ records, params, now, form }) {
      const found = await find(records, params, now);
      if (!found) return failure('notFound');
      const again = (view: FormView, status = 422) =>
        Promise.resolve(askedPage(found.asked, placeOf(params), view, status));
      const read = readAsked(found.asked, form);
      if ('view' in read || !form.ok) return again('view' in read ? read.view : form.view);
      const { command } = read;
      const { contact } = params;
      const done =
        params.what === 'call-ended'
          ? paths.helplineAfter({}, { contact })
          : paths.helplineContact({ contact });
      return recordInContact({ records, contact, form, now, again, command: () => command, done });
    },
  }),
];

type Params = { readonly contact: string; readonly what: string };

async function find(records: Repository, { contact, what }: Params, now: number) {
  const found = await records.contact(contact);
  if (!found) return undefined;
  const { people } = await records.organisation();
  const active = people.filter(isStaff);
  const questions = contactQuestions({ state: found.state, staff: active, today: londonDay(now) });
  if (!Object.hasOwn(questions, what)) return undefined;
  return { asked: questions[what], version: found.version, begins: begins(found.state, what, now) };
}

/** A call that ends now has lasted since it began; whoever records it later puts in how long it was. */
function begins(state: ContactState, what: string, now: number): Typed {
  const running = state.calls.find(one => one.minutes === null);
  if (what !== 'call-ended' || running?.on !== londonDay(now)) return {};
  const [since, until] = [running.facts.began, londonClock(now)].map(clock => {
    const [hours, minutes] = clock.split(':').map(Number) as [number, number];
    return hours * 60 + minutes;
  }) as [number, number];
  return until < since ? {} : { minutes: String(until - since) };
}

function placeOf(params: Params) {
  const back = { href: paths.helplineContact({ contact: params.contact }), words: 'The contact' };
  return { action: paths.helplineRecord(params), back };
}
