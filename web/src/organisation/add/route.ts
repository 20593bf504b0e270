import { londonDay, type OrganisationEvent } from '@throughcare/pathway';
import { z } from 'zod';
import { page } from '../../frame/answer.ts';
import { line } from '../../frame/fields.ts';
import type { FormView } from '../../frame/form.ts';
import { settle } from '../../frame/outcome.ts';
import { staff } from '../../frame/policy.ts';
import { route } from '../../frame/route.ts';
import { paths } from '../../paths.ts';
import { roleItems, someRoles } from '../change/people.ts';
import { tellOrganisation } from '../tell.ts';

const policy = staff('administrator');

const newcomer = z.object({
  name: line('Enter their name.'),
  email: line('Enter their e-mail address.').refine(
    text => /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text),
    'That does not look like an e-mail address.',
  ),
  roles: someRoles,
});

function ask(form: FormView, status = 200) {
  return page('organisation/add/page.njk', { form, roles: roleItems }, { status });
}

/** Somebody new, or back: an account to sign in with, and what they may do here. Nothing is sent to anybody. */
export const organisationAdd = [
  route({
    method: 'GET',
    path: paths.organisationAdd,
    policy,
    handle: ({ freshForm }) => ask(freshForm()),
  }),
  route({
    method: 'POST',
    path: paths.organisationAdd,
    policy,
    form: newcomer,
    async handle({ records, services, who, form, now }) {
      if (!form.ok) return ask(form.view, 422);
      const { name, email, roles } = form.value;
      // An account by itself opens nothing; so where the next step is refused, nothing is open to anybody.
      const { userId, password } = await services.accounts.invite({ email, name });
      const outcome = await records.decide('organisation', who.organisationId, 'latest', form.command, {
        do: 'join',
        on: londonDay(now),
        user: userId,
        name,
        roles,
      });
      // The password is shown by this answer alone, and stands at no address.
      if (outcome.ok) return page('organisation/add/added.njk', { name, email, password });
      return settle(outcome, {
        view: form.view,
        done: paths.organisation(),
        again: ask,
        say: event => tellOrganisation(event as unknown as OrganisationEvent, () => name),
        nameOf: () => 'Somebody else',
      });
    },
  }),
];
