import { z } from 'zod';
import { page, seeOther } from '../frame/answer.ts';
import { line } from '../frame/fields.ts';
import { withErrors, type FormView } from '../frame/form.ts';
import { ownAddress } from '../frame/path.ts';
import { anybody, anyStaff } from '../frame/policy.ts';
import { route } from '../frame/route.ts';
import { paths } from '../paths.ts';
import type { Services } from '../services.ts';
import type { SignInResult } from './accounts.ts';

const template = 'sign-in/page.njk';
const next = z.string().optional();
const signInForm = z.object({
  email: line('Enter your e-mail address.', 254),
  password: z
    .string('Enter your password.')
    .min(1, 'Enter your password.')
    .max(512, 'That is too long to be a password.'),
  next,
});

/** The same words whether or not there is such an account, so that nobody can find out who works here. */
const WRONG = 'The e-mail address and the password do not belong together. Check both and try again.';

const show = (services: Services, form: FormView, status = 200) => {
  // A password is never sent back to the page.
  const values = { ...form.values, password: '' };
  return page(template, { form: { ...form, values }, tryAs: services.tryAs ?? [] }, { status });
};

export const signIn = [
  route({
    method: 'GET',
    path: paths.signIn,
    policy: anybody,
    query: z.object({ next }),
    handle: ({ services, query, freshForm }) =>
      show(services, freshForm(ownAddress(query.next) ? { next: query.next! } : {})),
  }),
  route({
    method: 'POST',
    path: paths.signIn,
    policy: anybody,
    form: signInForm,
    async handle({ services, headers, form }) {
      if (!form.ok) return show(services, form.view, 422);
      const { email, password, next: wanted } = form.value;
      const result = await services.accounts.signIn(headers, email, password);
      if (result.outcome === 'in') return seeOther(ownAddress(wanted) ?? paths.start(), [], result.cookies);
      if (result.outcome === 'code') {
        return seeOther(paths.signInCode({}, { next: ownAddress(wanted) }), [], result.cookies);
      }
      return show(
        services,
        withErrors(form.view, [{ field: 'email', words: sayTrouble(result, WRONG) }]),
        422,
      );
    },
  }),
  route({
    method: 'POST',
    path: paths.signOut,
    policy: anyStaff,
    form: z.object({}),
    async handle({ services, headers, form, start }) {
      if (!form.ok) return seeOther(start);
      return seeOther(paths.signIn(), [], await services.accounts.signOut(headers));
    },
  }),
];

/** What the page says when somebody could not be let in. */
export function sayTrouble(result: Exclude<SignInResult, { outcome: 'in' | 'code' }>, wrong: string): string {
  switch (result.outcome) {
    case 'wrong':
      return wrong;
    case 'locked':
      return `There were several tries that did not fit. To keep the account safe, wait ${result.minutes} ${result.minutes === 1 ? 'minute' : 'minutes'} and try again. If that was not you, tell your administrator.`;
    case 'expired':
      return 'That took a little too long. Begin again with your e-mail address and password.';
    default:
      return result satisfies never;
  }
}
