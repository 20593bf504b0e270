import { londonDay, type OrganisationEvent } from '@throughcare/pathway';
import { z } from 'zod';
import { failure, page } from '../../frame/answer.ts';
import type { FormView } from '../../frame/form.ts';
import { settle } from '../../frame/outcome.ts';
import { staff } from '../../frame/policy.ts';
import { route } from '../../frame/route.ts';
import { paths } from '../../paths.ts';
import type { Repository } from '../../services.ts';
import { tellOrganisation } from '../tell.ts';

const policy = staff('administrator');

async function find(records: Repository, user: string) {
  const { people } = await records.organisation();
  return people.find(one => one.user === user && one.active);
}

function ask(person: { readonly user: string; readonly name: string }, form: FormView, status = 200) {
  return page('organisation/renew/page.njk', { person, form }, { status });
}

/**
 * A new password for somebody who has lost theirs: recorded first, then set, and shown by this answer alone. Whoever
 * was signed in with the old one is signed out at once. The one-time code stays as it was.
 */
export const organisationRenew = [
  route({
    method: 'GET',
    path: paths.organisationRenew,
    policy,
    async handle({ records, params, freshForm }) {
      const person = await find(records, params.user);
      return person ? ask(person, freshForm()) : failure('notFound');
    },
  }),
  route({
    method: 'POST',
    path: paths.organisationRenew,
    policy,
    form: z.object({}),
    async handle({ records, services, who, params, form, now }) {
      const person = await find(records, params.user);
      if (!person) return failure('notFound');
      if (!form.ok) return ask(person, form.view, 422);
      const { user, name } = person;
      const command = { do: 'renew_password', on: londonDay(now), user } as const;
      const outcome = await records.decide(
        'organisation',
        who.organisationId,
        'latest',
        form.command,
        command,
      );
      if (outcome.ok) {
        // Sent a second time it has been shown already, and is kept nowhere.
        const password = outcome.repeated ? undefined : await services.accounts.renewPassword(user);
        return page('organisation/renew/renewed.njk', { name, user, password });
      }
      return settle(outcome, {
        view: form.view,
        done: paths.organisationPerson({ user }),
        again: (view, status) => ask(person, view, status),
        say: event => tellOrganisation(event as unknown as OrganisationEvent, () => name),
        nameOf: () => 'Somebody else',
      });
    },
  }),
];
