import { z } from 'zod';
import { page, seeOther } from '../../frame/answer.ts';
import { withErrors, type FormView } from '../../frame/form.ts';
import { ownAddress } from '../../frame/path.ts';
import { anybody } from '../../frame/policy.ts';
import { route } from '../../frame/route.ts';
import { paths } from '../../paths.ts';
import { sayTrouble } from '../route.ts';

const next = z.string().optional();

/** Six figures; spaces between them are forgiven. */
export const sixFigures = z
  .string('Enter the six figures from your app.')
  .transform(typed => typed.replaceAll(/\s/g, ''))
  .pipe(z.string().regex(/^\d{6}$/, 'The code has six figures. Look at your app and type them again.'));

const WRONG = 'That code does not fit. Codes change every half minute: type the one your app shows now.';

const show = (form: FormView, status = 200) =>
  page('sign-in/code/page.njk', { form: { ...form, values: { ...form.values, code: '' } } }, { status });

export const signInCode = [
  route({
    method: 'GET',
    path: paths.signInCode,
    policy: anybody,
    query: z.object({ next }),
    handle: ({ query, freshForm }) => show(freshForm(ownAddress(query.next) ? { next: query.next! } : {})),
  }),
  route({
    method: 'POST',
    path: paths.signInCode,
    policy: anybody,
    form: z.object({ code: sixFigures, next }),
    async handle({ services, headers, form }) {
      if (!form.ok) return show(form.view, 422);
      const result = await services.accounts.giveCode(headers, form.value.code);
      if (result.outcome === 'in')
        return seeOther(ownAddress(form.value.next) ?? paths.start(), [], result.cookies);
      if (result.outcome === 'code') return seeOther(paths.signIn());
      return show(withErrors(form.view, [{ field: 'code', words: sayTrouble(result, WRONG) }]), 422);
    },
  }),
];
