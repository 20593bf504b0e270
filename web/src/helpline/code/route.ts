import { z } from 'zod';
import { failure, page, seeOther } from '../../frame/answer.ts';
import { line } from '../../frame/fields.ts';
import { refused, withErrors, type FormView } from '../../frame/form.ts';
import { staff } from '../../frame/policy.ts';
import { route } from '../../frame/route.ts';
import { paths } from '../../paths.ts';

const policy = staff('helpline_worker');
const NOTHING =
  'No contact that you can answer has that code. Ask them to read it again. If they have lost it, take the call as a new one.';
const WAIT =
  'There were too many wrong codes with these first letters. Wait a quarter of an hour, or take the call as a new one.';

const askPage = (form: FormView, status = 200) => page('helpline/code/ask.njk', { form }, { status });

/** Somebody rings with a code, or needs one: the only way in which callers are told apart (E4). */
export const helplineCode = [
  route({
    method: 'GET',
    path: paths.helplineCode,
    policy,
    handle: ({ freshForm }) => askPage(freshForm()),
  }),
  route({
    method: 'POST',
    path: paths.helplineCode,
    policy,
    form: z.object({ code: line('Type the code that they read to you.', 100) }),
    async handle({ records, form }) {
      if (!form.ok) return askPage(form.view, 422);
      const found = await records.contactByCode(form.value.code);
      if (found === null || found === 'wait') {
        const words = found === 'wait' ? WAIT : NOTHING;
        return askPage(withErrors(form.view, [{ field: 'code', words }]), 422);
      }
      return seeOther(paths.helplineContact({ contact: found.contact }));
    },
  }),
  route({
    method: 'GET',
    path: paths.helplineGiveCode,
    policy,
    async handle({ records, params: { contact }, freshForm }) {
      const found = await records.contact(contact);
      if (!found) return failure('notFound');
      return page('helpline/code/give.njk', { contact, form: freshForm({}, found.version) });
    },
  }),
  route({
    method: 'POST',
    path: paths.helplineGiveCode,
    policy,
    form: z.object({}),
    async handle({ records, params: { contact }, form }) {
      const again = (view: FormView) =>
        page('helpline/code/give.njk', { contact, form: view }, { status: 422 });
      if (!form.ok) return again(form.view);
      const { outcome, code } = await records.giveCode(contact, form.command);
      if (outcome.ok) return page('helpline/code/given.njk', { contact, code });
      if (outcome.reason === 'refused') return again(refused(form.view, outcome.refusal));
      return failure(outcome.reason === 'not_found' ? 'notFound' : 'goneStale');
    },
  }),
];
