import { authorities, londonDay } from '@throughcare/pathway';
import type { Contact } from '@throughcare/records';
import { z } from 'zod';
import { anyFields } from '../../asked/asked.ts';
import { notesIn } from '../../guard/notice.ts';
import { failure, page } from '../../frame/answer.ts';
import type { FormView } from '../../frame/form.ts';
import { staff } from '../../frame/policy.ts';
import { route } from '../../frame/route.ts';
import { paths } from '../../paths.ts';
import { options } from '../../person/options.ts';
import { chaseDay } from '../../concerns/chase-day.ts';
import { beside, type Beside } from '../../concerns/raise/beside.ts';
import { raiseForm, type Raised } from '../../concerns/raise/form.ts';
import { saveConcern } from '../../concerns/raise/save.ts';
import { raiseSteps } from '../../concerns/raise/steps.ts';
import { messagesOf } from '../contact/contact-view.ts';

const policy = staff('helpline_worker');

interface Shown {
  readonly contact: string;
  readonly danger: boolean;
  /** What they wrote, beside the form; not there when the record could not be read. */
  readonly found?: Contact;
  readonly besides: Beside | undefined;
}

function show({ contact, danger, found, besides }: Shown, form: FormView, status = 200) {
  const model = {
    form,
    danger,
    action: paths.helplineConcern({ contact }),
    calm: paths.helplineConcern({ contact }, { danger: 'no' }),
    urgent: paths.helplineConcern({ contact }),
    back: { href: paths.helplineContact({ contact }), words: 'The contact' },
    authorities: options(authorities, words => words),
    messages: found && messagesOf(found),
    ...besides,
  };
  return page('concerns/raise/page.njk', model, { status });
}

/** A concern from a contact. In danger one person does it alone, in one step (E34); otherwise two decide (E7). */
export const helplineConcern = [
  route({
    method: 'GET',
    path: paths.helplineConcern,
    policy,
    query: z.object({ danger: z.enum(['yes', 'no']).default('yes') }),
    async handle({ records, who, params, query, now, freshForm }) {
      const found = await records.contact(params.contact);
      if (!found) return failure('notFound');
      const besides = await beside(records, who, londonDay(now));
      return show({ contact: params.contact, danger: query.danger === 'yes', found, besides }, freshForm());
    },
  }),
  route({
    method: 'POST',
    path: paths.helplineConcernFromNote,
    policy,
    form: anyFields,
    async handle({ records, who, params, now, form, freshForm }) {
      const found = await records.contact(params.contact);
      if (!found) return failure('notFound');
      const besides = await beside(records, who, londonDay(now));
      const begins = freshForm({ said: notesIn(form.view.values).join('\n\n') });
      const { draft } = form.view;
      const carried = draft === undefined ? begins : { ...begins, draft };
      return show({ contact: params.contact, danger: false, found, besides }, carried);
    },
  }),
  route({
    method: 'POST',
    path: paths.helplineConcern,
    policy,
    form: raiseForm,
    async handle({ records, who, params, now, form }) {
      const { contact } = params;
      const on = londonDay(now);
      const danger = form.view.values.danger !== 'no';
      const again = async (view = form.view, status = 422) =>
        show({ contact, danger, besides: await beside(records, who, on) }, view, status);
      if (!form.ok) return again();
      const chaseBy = await chaseDay(records, on);
      const steps = (concern: string) => raiseSteps(concern, 'contact', on, form.value, who, chaseBy);
      const mark = (concern: string) =>
        ({
          kind: 'contact',
          stream: contact,
          expected: 'latest',
          command: { do: 'raise_concern', on, concern },
        }) as const;
      return saveConcern({ records, who, form, steps, ...(isToldOnContact(form.value) && { mark }), again });
    },
  }),
];

/**
 * Whoever answers next has to know that a colleague raised a concern. But a contact is open to the whole helpline, and
 * whom a concern is about learns of it by no way (E7, E20): not by an entry, nor by a version, by what the contact no
 * longer waits for, or by an entry that is missing from it. So of one that is about people who work here the contact keeps
 * nothing, for anybody, and what waits there goes on waiting.
 */
function isToldOnContact({ about }: Raised): boolean {
  return about.length === 0;
}
