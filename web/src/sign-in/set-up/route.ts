import { z } from 'zod';
import { page, seeOther } from '../../frame/answer.ts';
import { withErrors } from '../../frame/form.ts';
import { anyStaff } from '../../frame/policy.ts';
import { route } from '../../frame/route.ts';
import { paths } from '../../paths.ts';
import { sixFigures } from '../code/route.ts';
import { sayTrouble } from '../route.ts';

const begin = 'sign-in/set-up/begin.njk';
const key = 'sign-in/set-up/key.njk';
const WRONG =
  'That code does not fit. Check that the key in your app is the one below, and type the code it shows now.';

/** Somebody signed in by password sets up one-time codes. The service asks it of everybody before anything else. */
export const signInSetUp = [
  route({
    method: 'GET',
    path: paths.signInSetUp,
    policy: anyStaff,
    handle: ({ freshForm }) => page(begin, { form: freshForm() }),
  }),
  route({
    method: 'POST',
    path: paths.signInSetUp,
    policy: anyStaff,
    form: z.object({ password: z.string('Enter your password.').min(1, 'Enter your password.') }),
    async handle({ services, headers, form, freshForm }) {
      const again = { ...form.view, values: {} };
      if (!form.ok) return page(begin, { form: again }, { status: 422 });
      const setUp = await services.accounts.beginCode(headers, form.value.password);
      if (!setUp) {
        const words = 'That is not the password of this account, or codes are set up already.';
        return page(begin, { form: withErrors(again, [{ field: 'password', words }]) }, { status: 422 });
      }
      return page(key, { form: freshForm(), key: inFours(setUp.key) });
    },
  }),
  route({
    method: 'POST',
    path: paths.signInSetUpCode,
    policy: anyStaff,
    form: z.object({ code: sixFigures, shown: z.string().max(200) }),
    async handle({ services, headers, form, start }) {
      const shown = form.view.values.shown;
      const again = { form: { ...form.view, values: {} }, key: typeof shown === 'string' ? shown : '' };
      if (!form.ok) return page(key, again, { status: 422 });
      const result = await services.accounts.giveCode(headers, form.value.code);
      if (result.outcome === 'in') return seeOther(start, [], result.cookies);
      const words = result.outcome === 'code' ? WRONG : sayTrouble(result, WRONG);
      return page(
        key,
        { ...again, form: withErrors(again.form, [{ field: 'code', words }]) },
        { status: 422 },
      );
    },
  }),
];

/** A key is typed by hand from a screen to a telephone: four letters at a time. */
function inFours(text: string): string {
  return text.replaceAll(/(.{4})(?=.)/g, '$1 ');
}
