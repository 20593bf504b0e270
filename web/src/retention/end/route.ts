import {
  londonDay,
  scheduledClasses,
  type OrganisationCommand,
  type ScheduledClass,
} from '@throughcare/pathway';
import { z } from 'zod';
import { failure, page } from '../../frame/answer.ts';
import { words } from '../../frame/fields.ts';
import type { FormView } from '../../frame/form.ts';
import { settle } from '../../frame/outcome.ts';
import { staff } from '../../frame/policy.ts';
import { route } from '../../frame/route.ts';
import { paths } from '../../paths.ts';
import type { Repository } from '../../services.ts';

const policy = staff('administrator');

const isClass = (name: string): name is ScheduledClass => Object.hasOwn(scheduledClasses, name);

/** The class at an address, unless it is known to have no schedule; of concerns whoever asks is told nothing. */
async function scheduled(records: Repository, name: string): Promise<ScheduledClass | undefined> {
  const has = (await records.retention()).find(one => one.class === name);
  return isClass(name) && has?.schedule !== null ? name : undefined;
}

function ask(of: ScheduledClass, form: FormView, status = 200) {
  const model = { form, what: scheduledClasses[of], action: paths.retentionEnd({ class: of }) };
  return page('retention/end/page.njk', model, { status });
}

/** A schedule that holds no longer: from then on nothing of its class goes. */
export const retentionEnd = [
  route({
    method: 'GET',
    path: paths.retentionEnd,
    policy,
    async handle({ records, params, freshForm }) {
      const of = await scheduled(records, params.class);
      return of ? ask(of, freshForm()) : failure('notFound');
    },
  }),
  route({
    method: 'POST',
    path: paths.retentionEnd,
    policy,
    form: z.object({ reason: words }),
    async handle({ records, who, params: { class: of }, form, now }) {
      if (!isClass(of)) return failure('notFound');
      const again = (view: FormView, status = 422) => ask(of, view, status);
      if (!form.ok) return again(form.view);
      const { reason } = form.value;
      const command: OrganisationCommand = { do: 'end_retention', on: londonDay(now), class: of, reason };
      const { organisationId } = who;
      const outcome = await records.decide('organisation', organisationId, 'latest', form.command, command);
      return settle(outcome, {
        view: form.view,
        done: paths.retention(),
        again,
        say: () => ({ what: 'A schedule', now: 'Changed.' }),
        nameOf: () => 'Somebody else',
      });
    },
  }),
];
