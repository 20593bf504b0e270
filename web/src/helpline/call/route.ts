import { z } from 'zod';
import { anyFields } from '../../asked/asked.ts';
import { failure, page } from '../../frame/answer.ts';
import { withErrors, type Filled, type FormView } from '../../frame/form.ts';
import type { Href } from '../../frame/path.ts';
import { staff } from '../../frame/policy.ts';
import { route } from '../../frame/route.ts';
import { paths } from '../../paths.ts';
import type { Repository } from '../../services.ts';
import { londonClock } from '../clock.ts';
import { recordInContact } from '../record.ts';
import { callFields, callForm } from './form.ts';
import { readOut, type Hears } from './read-out.ts';

const policy = staff('helpline_worker');
const PURPOSE = 'read out';
/** As long as a long call: then the words are read out again. */
const MINUTES = 240;
const NOT_YET = 'It is a while since the words were read out. Read them out again; nothing was saved yet.';

/** Where a call is taken: as a new contact, or in the contact of somebody who rang with their code. */
interface Place {
  readonly action: Href;
  readonly back: { readonly href: Href; readonly words: string };
}
const fresh: Place = { action: paths.helplineCall(), back: { href: paths.helpline(), words: 'Helpline' } };
const within = (contact: string): Place => ({
  action: paths.helplineCallAgain({ contact }),
  back: { href: paths.helplineContact({ contact }), words: 'The contact' },
});

const query = z.object({ to: z.enum(['caller', 'family']).catch('caller') });
/** What is in it is read by step: whether the words were read out, then the coded answers. */
const step = anyFields;

const readPage = (place: Place, to: Hears, form: FormView, status = 200) =>
  page('helpline/call/read.njk', { ...place, hears: to, said: readOut[to], form }, { status });

const askPage = (place: Place, to: Hears, heard: string, form: FormView, status = 200) =>
  page('helpline/call/ask.njk', { ...place, hears: to, heard, fields: callFields, form }, { status });

interface Sent {
  readonly seal: (purpose: string, text: string, minutes: number) => string;
  readonly unseal: (purpose: string, sealed: string | undefined) => string | undefined;
  readonly now: number;
}

/** Version and time of what was read out, as this browser brings them back; undefined where nothing was. */
function heardIn({ unseal }: Sent, form: FormView): { version: string; began: string } | undefined {
  const { heard } = form.values;
  const [version, began] = unseal(PURPOSE, typeof heard === 'string' ? heard : undefined)?.split(' ') ?? [];
  return version && began ? { version, began } : undefined;
}

/** A call or live chat. The words on confidentiality come first, then a few coded questions, then they talk (E5). */
export const helplineCall = [
  route({
    method: 'GET',
    path: paths.helplineCall,
    policy,
    query,
    handle: ({ query: { to }, freshForm }) => readPage(fresh, to, freshForm()),
  }),
  route({
    method: 'GET',
    path: paths.helplineCallAgain,
    policy,
    query,
    async handle({ records, params, query: { to }, freshForm }) {
      const found = await records.contact(params.contact);
      if (!found) return failure('notFound');
      return readPage(within(params.contact), to, freshForm({}, found.version));
    },
  }),
  route({
    method: 'POST',
    path: paths.helplineCall,
    policy,
    form: step,
    handle: visit => take(visit, fresh, visit.form.view.command),
  }),
  route({
    method: 'POST',
    path: paths.helplineCallAgain,
    policy,
    form: step,
    async handle(visit) {
      const { contact } = visit.params;
      const found = await visit.records.contact(contact);
      return found ? take(visit, within(contact), contact) : failure('notFound');
    },
  }),
];

type Taking = Sent & { readonly records: Repository; readonly form: Filled<unknown> };

/** A new contact has the id of the form that began it: sent twice, it is one call. */
async function take(visit: Taking, place: Place, contact: string) {
  const { form, records, now } = visit;
  const to: Hears = form.view.values.to === 'family' ? 'family' : 'caller';
  if (!form.ok) return readPage(place, to, form.view, 422);
  const heard = heardIn(visit, form.view);
  const sealed = form.view.values.heard;
  if (!heard && typeof sealed === 'string') {
    return readPage(place, to, withErrors(form.view, [{ words: NOT_YET }]), 422);
  }
  if (!heard || typeof sealed !== 'string') {
    const now = `${readOut[to].version} ${londonClock(visit.now)}`;
    const begun = { channel: 'phone', language: 'en', ...(to === 'family' && { caller: 'family' }) };
    const values = { group: '', caller: 'not_said', ...begun, ...form.view.values };
    return askPage(place, to, visit.seal(PURPOSE, now, MINUTES), { ...form.view, values });
  }
  const again = (view: FormView, status = 422) => Promise.resolve(askPage(place, to, sealed, view, status));
  const read = callForm.safeParse(form.view.values);
  if (!read.success) {
    const errors = read.error.issues.map(one => ({ field: String(one.path[0]), words: one.message }));
    return again(withErrors(form.view, errors));
  }
  const { version: statement, began } = heard;
  return recordInContact({
    records,
    contact,
    form,
    now,
    again,
    command: on => ({ do: 'take_call', on, ...read.data, statement, began }),
    done: paths.helplineContact({ contact }),
  });
}
