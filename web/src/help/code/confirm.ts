import { z } from 'zod';
import { failure, page } from '../../frame/answer.ts';
import { withErrors, type FormView } from '../../frame/form.ts';
import { caller } from '../../frame/policy.ts';
import { route } from '../../frame/route.ts';
import { paths } from '../../paths.ts';
import { knock } from './knock.ts';
import { CODE_PURPOSE, codePage } from './shown.ts';

const carried = z.string().max(400).optional();
const confirmForm = z.object({ carried, code: z.string().max(100).optional() });
const NOT_IT = 'That is not the code we showed you. Look at what you wrote down, or see the code again.';

const typePage = (form: FormView, kept: string | undefined, status = 200) =>
  page('help/code/confirm.njk', { form: { ...form, values: {} }, carried: kept }, { status });

/** The code is typed back once, so that nobody finds out too late that they wrote it down wrong. */
export const helpConfirm = [
  route({
    method: 'POST',
    path: paths.helpConfirm,
    policy: caller,
    form: confirmForm,
    async handle({ form, desk, now }) {
      const kept = typeof form.view.values.carried === 'string' ? form.view.values.carried : undefined;
      if (!form.ok) return typePage(form.view, kept, 422);
      // Without a code this is the button of the page before: they have it written down.
      if (form.value.code === undefined) return typePage(form.view, kept);
      const contact = await knock(desk, form.value.code, now);
      if (contact === 'wait') return failure('tooMany');
      if (!contact) return typePage(withErrors(form.view, [{ field: 'code', words: NOT_IT }]), kept, 422);
      await contact.confirm(form.command);
      return page('help/code/confirmed.njk');
    },
  }),
  route({
    method: 'POST',
    path: paths.helpCodeAgain,
    policy: caller,
    form: z.object({ carried }),
    handle(visit) {
      if (!visit.form.ok) return failure('goneStale');
      const code = visit.unseal(CODE_PURPOSE, visit.form.value.carried);
      return code === undefined ? failure('goneStale') : codePage(visit, code);
    },
  }),
];
