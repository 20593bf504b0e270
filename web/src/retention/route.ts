import {
  isLiftedByOthers,
  londonDay,
  RETENTION_NOTICE_DAYS,
  retentionActs,
  retentionAgreements,
  retentionStarts,
  scheduledClasses,
  type OrganisationCommand,
} from '@throughcare/pathway';
import { z } from 'zod';
import { page, seeOther } from '../frame/answer.ts';
import { choice, line, words } from '../frame/fields.ts';
import { withErrors, type FormView } from '../frame/form.ts';
import { settle } from '../frame/outcome.ts';
import { staff } from '../frame/policy.ts';
import { route } from '../frame/route.ts';
import { paths } from '../paths.ts';
import { keysOf, options } from '../person/options.ts';
import type { Repository, Staff } from '../services.ts';
import { namesOf, namesOfStaff, viewOf } from './holds/route.ts';

const months = z
  .string()
  .trim()
  .default('')
  .refine(text => /^\d{1,4}$/.test(text), 'Enter how many months, for example 72.')
  .transform(Number);

const schedule = z.object({
  class: choice(keysOf(scheduledClasses), 'Choose what is kept.'),
  months,
  from: choice(keysOf(retentionStarts), 'Choose from when its time counts.'),
  agreed: choice(keysOf(retentionAgreements), 'Choose how it goes.'),
  owner: z.string().default(''),
  legalReference: words,
  reason: words,
});

/** What was looked at, as the page showed it: a schedule that was set otherwise meanwhile is not the one that was checked. */
const check = schedule.pick({ class: true, months: true, from: true, agreed: true });

/** What is kept for how long, what is due to go by it, and the form that sets a schedule. */
export const retentionPages = [
  route({
    method: 'GET',
    path: paths.retention,
    policy: staff('administrator', 'safeguarding_lead'),
    handle: ({ freshForm, ...asked }) => overview(asked, freshForm()),
  }),
  route({
    method: 'POST',
    path: paths.retention,
    policy: staff('safeguarding_lead'),
    form: z.object({ reference: line('Enter the reference of the record.') }),
    async handle({ records, who, form, now }) {
      const looking = { records, who, now };
      if (!form.ok) return overview(looking, form.view, 422);
      const found = await records.findCase(form.value.reference);
      if (found) return seeOther(paths.personKept({ case: found.case }));
      const words = 'There is no record with that reference that you may open.';
      return overview(looking, withErrors(form.view, [{ field: 'reference', words }]), 422);
    },
  }),
  route({
    method: 'POST',
    path: paths.retentionCheck,
    policy: staff('administrator', 'safeguarding_lead'),
    form: check,
    async handle({ records, who, form, now }) {
      const again = (view: FormView, status = 422) => overview({ records, who, now }, view, status);
      if (!form.ok) return again(form.view);
      const command: OrganisationCommand = { do: 'check_retention', on: londonDay(now), ...form.value };
      const { organisationId } = who;
      const outcome = await records.decide('organisation', organisationId, 'latest', form.command, command);
      return settle(outcome, {
        view: form.view,
        done: paths.retention(),
        again,
        say: () => ({ what: 'The check of a schedule', now: 'Recorded.' }),
        nameOf: () => 'Somebody else',
      });
    },
  }),
  route({
    method: 'GET',
    path: paths.retentionSet,
    policy: staff('administrator'),
    handle: ({ records, freshForm }) => show(records, freshForm()),
  }),
  route({
    method: 'POST',
    path: paths.retentionSet,
    policy: staff('administrator'),
    form: schedule,
    async handle({ records, who, form, now }) {
      const again = (view: FormView, status = 422) => show(records, view, status);
      if (!form.ok) return again(form.view);
      const command: OrganisationCommand = { do: 'set_retention', on: londonDay(now), ...form.value };
      const outcome = await records.decide(
        'organisation',
        who.organisationId,
        'latest',
        form.command,
        command,
      );
      return settle(outcome, {
        view: form.view,
        done: paths.retention(),
        again,
        say: () => ({ what: 'A schedule', now: 'Recorded.' }),
        nameOf: () => 'Somebody else',
      });
    },
  }),
];

/** Who looks at the schedules, and when. */
interface Looking {
  readonly records: Repository;
  readonly who: Staff;
  readonly now: number;
}

async function overview({ records, who, now }: Looking, form: FormView, status = 200) {
  const { roles: held } = who;
  const today = londonDay(now);
  const { people } = await records.organisation();
  const staffNames = namesOf(people);
  const holds = (await records.recordsHolds()).map(one => ({
    ...viewOf(one, staffNames),
    isOwn: one.by === who.userId,
    byOthers: isLiftedByOthers({ people }, one.by),
  }));
  const found = [...(await records.retention())];
  if (held.includes('safeguarding_lead')) found.push(await records.concernRetention());
  const classes = found.map(({ toDecide, schedule: set, ...one }) => ({
    ...one,
    words: scheduledClasses[one.class],
    schedule: set && {
      ...set,
      from: retentionStarts[set.from],
      agreed: retentionAgreements[set.agreed],
      owner: staffNames.get(set.owner) ?? 'somebody who has left',
      checked: set.checked && {
        by: staffNames.get(set.checked.by) ?? 'somebody who has left',
        actsFrom: set.checked.actsFrom,
        acts: retentionActs(set, today),
      },
      mayCheck: set.checked === null && set.setBy !== null && set.setBy !== who.userId,
      setAgain: set.setBy === null,
      // As the form that checks it sends it.
      sent: { class: one.class, months: set.months, from: set.from, agreed: set.agreed },
    },
    staying: Object.entries(one.counts?.staying ?? {}).map(([why, n]) => ({
      why: whyWords[why] ?? whyWords.kept,
      n,
    })),
    toDecide: toDecide.map(row => ({
      ...row,
      href:
        one.class === 'concern' ? paths.concernKept({ concern: row.id }) : paths.personKept({ case: row.id }),
    })),
  }));
  return page(
    'retention/page.njk',
    {
      classes,
      holds,
      notice: RETENTION_NOTICE_DAYS,
      check: paths.retentionCheck(),
      form,
      action: paths.retention(),
      maySet: held.includes('administrator'),
      mayHold: held.includes('safeguarding_lead'),
    },
    { status },
  );
}

const whyWords: Readonly<Record<string, string>> = {
  still_open: 'Stay open',
  proceedings_open: 'Stay because the police or a court have not decided yet',
  order_open: 'Stay for an order that is not recorded as ended',
  clock_runs: 'Stay for a legal duty that runs on',
  complaint_open: 'Stay for a complaint without an answer',
  held: 'Stay under a legal hold',
  open_elsewhere: 'Stay for something that is still open',
  kept: 'Stay, because something keeps them',
};

async function show(records: Repository, form: FormView, status = 200) {
  const people = [...(await namesOfStaff(records))].map(([value, text]) => ({ value, text }));
  return page(
    'retention/set.njk',
    {
      form,
      action: paths.retentionSet(),
      classes: options(scheduledClasses, one => one),
      starts: options(retentionStarts, one => one),
      agreements: options(retentionAgreements, one => one),
      people,
      notice: RETENTION_NOTICE_DAYS,
    },
    { status },
  );
}
