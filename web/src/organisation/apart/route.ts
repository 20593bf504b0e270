import { randomUUID } from 'node:crypto';
import { apartReasons, londonDay, type OrganisationCommand } from '@throughcare/pathway';
import { z } from 'zod';
import { failure, page } from '../../frame/answer.ts';
import { choice, line } from '../../frame/fields.ts';
import { withErrors, type FieldError, type FormView } from '../../frame/form.ts';
import { settle } from '../../frame/outcome.ts';
import { staff } from '../../frame/policy.ts';
import { route } from '../../frame/route.ts';
import { paths } from '../../paths.ts';
import { keysOf, options } from '../../person/options.ts';
import type { Repository } from '../../services.ts';
import { sectionsFor } from '../sections.ts';

const policy = staff('programme_lead', 'safeguarding_lead');
const missing = 'Enter a reference.';

/** Two people who may not be in one group: listed by reference, what is to be resolved first. No administrator sees it. */
export const organisationApart = [
  route({
    method: 'GET',
    path: paths.organisationApart,
    policy,
    handle: ({ records, who, freshForm }) => show(records, who.roles, freshForm()),
  }),
  route({
    method: 'POST',
    path: paths.organisationApart,
    policy,
    form: z.object({
      one: line(missing),
      other: line(missing),
      reason: choice(keysOf(apartReasons), 'Choose why.'),
    }),
    async handle({ records, who, form, now }) {
      const again = (view: FormView, status = 422) => show(records, who.roles, view, status);
      if (!form.ok) return again(form.view);
      const { one, other, reason } = form.value;
      const [first, second] = [await findByReference(records, one), await findByReference(records, other)];
      if (!first || !second) {
        const words = 'There is no record with that reference that you may open.';
        const unknown: FieldError[] = [];
        if (!first) unknown.push({ field: 'one', words });
        if (!second) unknown.push({ field: 'other', words });
        return again(withErrors(form.view, unknown));
      }
      const on = londonDay(now);
      const command: OrganisationCommand = {
        do: 'keep_apart',
        on,
        pair: randomUUID(),
        cases: [first, second],
        reason,
      };
      return save(records, who.organisationId, form, command, again);
    },
  }),
  route({
    method: 'POST',
    path: paths.organisationApartEnd,
    policy,
    form: z.object({}),
    async handle({ records, who, params, form, now }) {
      const again = (view: FormView, status = 422) => show(records, who.roles, view, status);
      if (!form.ok) return again(form.view);
      // Who may not see both is told of no pair.
      const pairs = await records.keptApart();
      if (!pairs.some(one => one.pair === params.pair)) return failure('notFound');
      const command = { do: 'end_apart', on: londonDay(now), pair: params.pair } as const;
      return save(records, who.organisationId, form, command, again);
    },
  }),
];

async function save(
  records: Repository,
  organisation: string,
  form: { readonly command: string; readonly view: FormView },
  command: OrganisationCommand,
  again: (view: FormView, status?: number) => ReturnType<typeof show>,
) {
  const outcome = await records.decide('organisation', organisation, 'latest', form.command, command);
  return settle(outcome, {
    view: form.view,
    done: paths.organisationApart(),
    again,
    say: () => ({ what: 'Two people kept apart', now: 'Changed.' }),
    nameOf: () => 'Somebody else',
  });
}

/** The one case with exactly this reference that the reader may see. */
async function findByReference(records: Repository, reference: string): Promise<string | undefined> {
  const { rows } = await records.people({ search: reference });
  return rows.find(row => row.reference.toLowerCase() === reference.toLowerCase())?.case;
}

async function show(
  records: Repository,
  held: Parameters<typeof sectionsFor>[0],
  form: FormView,
  status = 200,
) {
  const pairs = (await records.keptApart()).map(one => ({ ...one, why: apartReasons[one.reason] }));
  const model = {
    sections: sectionsFor(held),
    pairs,
    reasons: options(apartReasons, one => one),
    form,
    opens: held.includes('programme_lead'),
  };
  return page('organisation/apart/page.njk', model, { status });
}
