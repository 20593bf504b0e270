import {
  heldScopes,
  holdGrounds,
  isStaff,
  liftsHolds,
  londonDay,
  type OrganisationCommand,
  type RecordsHold,
  type StaffMember,
} from '@throughcare/pathway';
import { z } from 'zod';
import { failure, page, type Answer } from '../../frame/answer.ts';
import { choice, line, words } from '../../frame/fields.ts';
import type { Filled, FormView } from '../../frame/form.ts';
import { settle } from '../../frame/outcome.ts';
import { staff } from '../../frame/policy.ts';
import { route } from '../../frame/route.ts';
import { paths } from '../../paths.ts';
import { keysOf, options } from '../../person/options.ts';
import { optionalDay } from '../../referrals/new/optional-day.ts';
import type { Repository, Staff } from '../../services.ts';

const policy = staff('safeguarding_lead');
const lifting = staff(...liftsHolds);

const fields = z
  .object({
    scope: choice(keysOf(heldScopes), 'Choose what must be kept.'),
    ground: choice(keysOf(holdGrounds), 'Choose why it must be kept.'),
    authority: line('Say who asked for it, and under what.'),
    owner: line('Choose who answers for it here.'),
    reason: words,
  })
  .and(optionalDay('until', 'the last day'));

/** A legal hold on a class of records or on all of them: a safeguarding lead places it, somebody else lifts it. */
export const holdPages = [
  route({
    method: 'GET',
    path: paths.retentionHold,
    policy,
    handle: ({ records, freshForm }) => ask(records, freshForm()),
  }),
  route({
    method: 'POST',
    path: paths.retentionHold,
    policy,
    form: fields,
    async handle({ records, who, form, now }) {
      const again = (view: FormView, status = 422) => ask(records, view, status);
      if (!form.ok) return again(form.view);
      // Made of the form, so that a form sent twice is one hold.
      const command: OrganisationCommand = {
        do: 'hold_records',
        on: londonDay(now),
        hold: form.command,
        ...form.value,
      };
      return record(records, who, form, command, again);
    },
  }),
  route({
    method: 'GET',
    path: paths.retentionLift,
    policy: lifting,
    async handle({ records, params, freshForm }) {
      const hold = await find(records, params.hold);
      return hold ? askLift(records, hold, freshForm()) : failure('notFound');
    },
  }),
  route({
    method: 'POST',
    path: paths.retentionLift,
    policy: lifting,
    form: z.object({ reason: words }),
    async handle({ records, who, params, form, now }) {
      const hold = await find(records, params.hold);
      if (!hold) return failure('notFound');
      const again = (view: FormView, status = 422) => askLift(records, hold, view, status);
      if (!form.ok) return again(form.view);
      const command: OrganisationCommand = {
        do: 'free_records',
        on: londonDay(now),
        hold: hold.id,
        ...form.value,
      };
      return record(records, who, form, command, again);
    },
  }),
];

type Accepted = Extract<Filled<unknown>, { ok: true }>;

async function record(
  records: Repository,
  { organisationId }: Staff,
  { command: id, view }: Accepted,
  command: OrganisationCommand,
  again: (view: FormView, status: number) => Promise<Answer>,
) {
  const outcome = await records.decide('organisation', organisationId, 'latest', id, command);
  return settle(outcome, {
    view,
    done: paths.retention(),
    again,
    say: () => ({ what: 'A hold', now: 'Recorded.' }),
    nameOf: () => 'Somebody else',
  });
}

async function find(records: Repository, id: string): Promise<RecordsHold | undefined> {
  return (await records.recordsHolds()).find(one => one.id === id);
}

async function ask(records: Repository, form: FormView, status = 200) {
  const people = [...(await namesOfStaff(records))].map(([value, text]) => ({ value, text }));
  return page(
    'retention/holds/place.njk',
    {
      form,
      scopes: options(heldScopes, one => one),
      grounds: options(holdGrounds, one => one),
      people,
    },
    { status },
  );
}

async function askLift(records: Repository, hold: RecordsHold, form: FormView, status = 200) {
  return page(
    'retention/holds/lift.njk',
    { form, hold: viewOf(hold, await namesOfStaff(records)) },
    { status },
  );
}

/** Names by account, of those who work here. */
export async function namesOfStaff(records: Repository): Promise<ReadonlyMap<string, string>> {
  return namesOf((await records.organisation()).people);
}

export function namesOf(people: readonly StaffMember[]): ReadonlyMap<string, string> {
  return new Map(people.filter(isStaff).map(one => [one.user, one.name]));
}

/** A hold in words. */
export function viewOf(hold: RecordsHold, names: ReadonlyMap<string, string>) {
  const { id, authority, from, until } = hold;
  const nameOf = (user: string) => names.get(user) ?? 'somebody who has left';
  return {
    id,
    authority,
    from,
    until,
    scope: heldScopes[hold.scope],
    ground: holdGrounds[hold.ground],
    owner: nameOf(hold.owner),
    by: nameOf(hold.by),
  };
}
