import { londonDay, reportingDuty as statute, roles, type Day, type Role } from '@throughcare/pathway';
import type { ReportingDuties } from '@throughcare/records';
import { z } from 'zod';
import { page, seeOther } from '../../frame/answer.ts';
import { choice, words } from '../../frame/fields.ts';
import type { FormView } from '../../frame/form.ts';
import { settle } from '../../frame/outcome.ts';
import { route } from '../../frame/route.ts';
import { paths } from '../../paths.ts';
import { keysOf, options } from '../../person/options.ts';
import { optionalDay } from '../../referrals/new/optional-day.ts';
import type { Repository, Staff } from '../../services.ts';
import { isConcernLead } from '../concern/acts.ts';
import { anybodyHere, concernLead } from '../policy.ts';

const { outside_partner: _, ...ours } = roles;

const dutyForm = z
  .object({
    role: choice(keysOf(ours), 'Choose the role.'),
    withinDays: z
      .string()
      .trim()
      .default('')
      .refine(text => /^\d{0,3}$/.test(text), 'Enter whole days, or leave it empty.')
      .transform(text => (text === '' ? null : Number(text))),
    source: words,
    reviewedBy: words,
  })
  .and(optionalDay('from', 'the day since when it binds them'));

function show({ duties }: ReportingDuties, who: Staff, form: FormView, status = 200) {
  const rows = keysOf(ours).map(role => ({
    role: ours[role],
    duty: duties.find(one => one.role === role) ?? null,
  }));
  const model = { rows, statute, form, roles: options(ours, name => name), maySet: isConcernLead(who) };
  return page('concerns/reporting-duty/page.njk', model, { status });
}

function setDuty(records: Repository, organisation: string, id: string, today: Day, value: Duty) {
  const { role, from, withinDays, source, reviewedBy } = value;
  return records.decide('organisation', organisation, 'latest', id, {
    do: 'set_mandatory_reporting',
    on: today,
    role: role satisfies Role,
    from,
    withinDays,
    source,
    reviewedBy: reviewedBy.trim() || null,
  });
}
type Duty = z.output<typeof dutyForm>;

/** Since when and how fast each role has to report, as this organisation has read it; never built in (E35). */
export const reportingDuty = [
  route({
    method: 'GET',
    path: paths.reportingDuty,
    policy: anybodyHere,
    handle: async ({ records, who, freshForm }) => show(await records.reportingDuties(), who, freshForm()),
  }),
  route({
    method: 'POST',
    path: paths.reportingDuty,
    policy: concernLead,
    form: dutyForm,
    async handle({ records, who, now, form }) {
      const again = async (view = form.view, status = 422) =>
        show(await records.reportingDuties(), who, view, status);
      if (!form.ok) return again();
      const outcome = await setDuty(records, who.organisationId, form.command, londonDay(now), form.value);
      if (outcome.ok) return seeOther(paths.reportingDuty());
      const say = () => ({ what: 'The organisation', now: 'Something else was set.' });
      return settle(outcome, { view: form.view, done: paths.reportingDuty(), again, say, nameOf: () => '' });
    },
  }),
];
