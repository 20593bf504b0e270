import { callBackWays, londonDay } from '@throughcare/pathway';
import type { Contact } from '@throughcare/records';
import { z } from 'zod';
import { failure, page } from '../../frame/answer.ts';
import { choice, choices, dayBoxes, withDay } from '../../frame/fields.ts';
import type { FormView } from '../../frame/form.ts';
import { settleContact } from '../record.ts';
import { staff } from '../../frame/policy.ts';
import { route } from '../../frame/route.ts';
import { paths } from '../../paths.ts';
import { keysOf, options } from '../../person/options.ts';
import { saySafe } from './view.ts';

const policy = staff('helpline_worker');
const clock = z.string().trim().default('');

const agreeForm = withDay('day', 'the day of the call', {
  way: choice(keysOf(callBackWays), 'Choose who rings.'),
  from: clock,
  until: clock,
  number: z.string().max(100).default(''),
  leaveMessage: choices(['yes']),
});

/** The number of a call that nobody answered is still there for a while: then it need not be said again. */
function keptNumber({ state }: Contact): boolean {
  return state.callBacks.some(one => one.number === 'kept' && one.outcome !== null);
}

function show(found: Contact, form: FormView, status = 200) {
  const { contact, state } = found;
  const model = {
    contact,
    ways: options(callBackWays, words => words),
    kept: keptNumber(found),
    safe: saySafe(state.safeContact, true),
    form,
  };
  return page('helpline/call-back/agree.njk', model, { status });
}

/** Agrees a call back. That they ring us is offered first: it needs no number at all (E4). */
export const helplineAgreeCallBack = [
  route({
    method: 'GET',
    path: paths.helplineCallBack,
    policy,
    async handle({ records, params, now, freshForm }) {
      const found = await records.contact(params.contact);
      if (!found) return failure('notFound');
      return show(found, freshForm(dayBoxes('day', londonDay(now)), found.version));
    },
  }),
  route({
    method: 'POST',
    path: paths.helplineCallBack,
    policy,
    form: agreeForm,
    async handle({ records, params: { contact }, now, form }) {
      const found = await records.contact(contact);
      if (!found) return failure('notFound');
      const again = (view: FormView, status = 422) => Promise.resolve(show(found, view, status));
      if (!form.ok) return again(form.view);
      const { way, day, from, until, number, leaveMessage } = form.value;
      const useKept = way === 'we_call' && number.trim() === '' && keptNumber(found);
      const outcome = await records.agreeCallBack({
        contact,
        expected: form.seen ?? found.version,
        commandId: form.command,
        number: useKept ? ((await records.callBackNumber(contact)) ?? '') : number,
        command: {
          do: 'agree_call_back',
          on: londonDay(now),
          callBack: form.command,
          way,
          slot: { day, from, until },
          leaveMessage: leaveMessage.length > 0,
        },
      });
      return settleContact({
        records,
        outcome,
        view: form.view,
        again,
        done: paths.helplineContact({ contact }),
      });
    },
  }),
];
