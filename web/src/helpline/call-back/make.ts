import { londonDay } from '@throughcare/pathway';
import type { Contact } from '@throughcare/records';
import { z } from 'zod';
import { failure, page } from '../../frame/answer.ts';
import type { FormView } from '../../frame/form.ts';
import { staff } from '../../frame/policy.ts';
import { route } from '../../frame/route.ts';
import { paths } from '../../paths.ts';
import { settleContact } from '../record.ts';
import { outcomeField, outcomeForm } from './outcome.ts';
import { openCallBack, sayCallBack, saySafe } from './view.ts';

const policy = staff('helpline_worker');

/** `number` is undefined until somebody asks for it, and null where it is gone. */
function show(found: Contact, form: FormView, number?: string | null, status = 200) {
  const { contact, state } = found;
  const open = openCallBack(state);
  if (!open) return failure('notFound');
  const model = {
    contact,
    callBack: sayCallBack(open),
    safe: saySafe(state.safeContact, open.leaveMessage),
    fields: [outcomeField],
    number,
    form,
  };
  return page('helpline/call-back/make.njk', model, { status });
}

/** Makes a call back: what is safe comes first, then the number, whose opening is recorded with whoever opened it. */
export const helplineMakeCallBack = [
  route({
    method: 'GET',
    path: paths.helplineCallBackMade,
    policy,
    async handle({ records, params, freshForm }) {
      const found = await records.contact(params.contact);
      return found ? show(found, freshForm({}, found.version)) : failure('notFound');
    },
  }),
  route({
    method: 'POST',
    path: paths.helplineNumber,
    policy,
    form: z.object({}),
    async handle({ records, params: { contact }, form, freshForm }) {
      const found = await records.contact(contact);
      if (!found) return failure('notFound');
      if (!form.ok) return show(found, form.view, undefined, 422);
      return show(found, freshForm({}, found.version), await records.callBackNumber(contact));
    },
  }),
  route({
    method: 'POST',
    path: paths.helplineCallBackMade,
    policy,
    form: outcomeForm.extend({ next: z.enum(['again']).optional().catch(undefined) }),
    async handle({ records, params: { contact }, now, form }) {
      const found = await records.contact(contact);
      if (!found) return failure('notFound');
      const again = (view: FormView, status = 422) => Promise.resolve(show(found, view, undefined, status));
      if (!form.ok) return again(form.view);
      const open = openCallBack(found.state);
      if (!open) return failure('notFound');
      const outcome = await records.makeCallBack({
        contact,
        expected: form.seen ?? found.version,
        commandId: form.command,
        on: londonDay(now),
        callBack: open.id,
        outcome: form.value.outcome,
      });
      const done =
        form.value.next === 'again'
          ? paths.helplineCallBack({ contact })
          : paths.helplineContact({ contact });
      return settleContact({ records, outcome, view: form.view, again, done });
    },
  }),
];
