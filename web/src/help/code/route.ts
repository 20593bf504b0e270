import { z } from 'zod';
import { failure, page } from '../../frame/answer.ts';
import { line, words } from '../../frame/fields.ts';
import { refused, withErrors, type FormView } from '../../frame/form.ts';
import { caller } from '../../frame/policy.ts';
import { route } from '../../frame/route.ts';
import { paths } from '../../paths.ts';
import type { CallerContact } from '@throughcare/records';
import { askPage, CAME_BACK, MINUTES, TOO_LONG } from './came-back.ts';
import { knock } from './knock.ts';

const UNKNOWN = 'No message belongs to that code. Look at what you wrote down and type it again.';

const repliesPage = (contact: CallerContact, form: FormView, carried: string, status = 200) =>
  page('help/code/replies.njk', { contact, form, carried }, { status });

/** Coming back with a code. What the caller wrote is not among what is shown (E44). */
export const helpReturn = [
  route({
    method: 'GET',
    path: paths.helpReturn,
    policy: caller,
    handle: ({ freshForm }) => askPage(freshForm()),
  }),
  route({
    method: 'POST',
    path: paths.helpReturn,
    policy: caller,
    form: z.object({ code: line('Type your code.', 100), words }),
    async handle({ form, desk, now, freshForm, seal }) {
      if (!form.ok) return askPage(form.view, 422);
      const { code } = form.value;
      const written = { words: form.value.words };
      const contact = await knock(desk, code, now);
      if (contact === 'wait') return failure('tooMany');
      if (!contact) return askPage(withErrors(form.view, [{ field: 'code', words: UNKNOWN }]), 422);
      return repliesPage(contact, freshForm(written), seal(CAME_BACK, code, MINUTES));
    },
  }),
  route({
    method: 'POST',
    path: paths.helpWriteMore,
    policy: caller,
    form: z.object({ words, carried: z.string().max(400) }),
    async handle({ form, desk, now, seal, unseal }) {
      const kept = form.view.values.carried;
      const code = unseal(CAME_BACK, typeof kept === 'string' ? kept : undefined);
      const contact = code === undefined ? null : await knock(desk, code, now);
      if (contact === 'wait') return failure('tooMany');
      // Too long since the code was typed: it is asked for again, and the words wait beside it.
      if (!contact || code === undefined)
        return askPage(withErrors(form.view, [{ field: 'code', words: TOO_LONG }]), 422);
      const carried = seal(CAME_BACK, code, MINUTES);
      if (!form.ok) return repliesPage(contact, form.view, carried, 422);
      const sent = await contact.write(form.command, form.value.words);
      if (!sent.ok) return repliesPage(contact, refused(form.view, sent.refusal), carried, 422);
      return page('help/code/sent.njk');
    },
  }),
];
