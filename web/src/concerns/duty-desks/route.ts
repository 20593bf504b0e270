import { addMonths, londonDay, type DutyDesk, type OrganisationEvent } from '@throughcare/pathway';
import type { Organisation } from '@throughcare/records';
import { z } from 'zod';
import { failure, page } from '../../frame/answer.ts';
import { dayBoxes, line, withDay } from '../../frame/fields.ts';
import type { FormView, Typed } from '../../frame/form.ts';
import { settle, type Settling } from '../../frame/outcome.ts';
import { route } from '../../frame/route.ts';
import { tellOrganisation } from '../../organisation/tell.ts';
import { paths } from '../../paths.ts';
import { isConcernLead } from '../concern/acts.ts';
import { anybodyHere, concernLead } from '../policy.ts';
import { desksView } from './desks-view.ts';

/** How far ahead the next check is offered; whoever sets the desk says it themselves. */
const USUAL_MONTHS = 6;

/** The address at which a desk is added that is not listed yet. */
const NEW = 'new';

const deskForm = withDay('checkBy', 'the day by which it is checked again', {
  area: line('Enter for which area it is.'),
  officeNumber: line('Enter the number in office hours.', 40),
  officeHours: line('Enter when that number is answered.'),
  outOfHoursNumber: z.string().max(40, 'That is too long: it can have 40 characters.').default(''),
});

const listedIn = ({ dutyDesks }: Organisation, desk: string) => dutyDesks.find(one => one.id === desk);

const typedOf = ({ area, officeNumber, officeHours, outOfHoursNumber }: DutyDesk): Typed => ({
  area,
  officeNumber,
  officeHours,
  outOfHoursNumber: outOfHoursNumber ?? '',
});

function ask(desk: string, form: FormView, status = 200) {
  const model = { form, listed: desk !== NEW, action: paths.dutyDesk({ desk }) };
  return page('concerns/duty-desks/set.njk', model, { status });
}

function askRemoval({ id, area }: DutyDesk, form: FormView, status = 200) {
  const model = { form, area, action: paths.dutyDeskRemove({ desk: id }) };
  return page('concerns/duty-desks/remove.njk', model, { status });
}

/** What the record said to a change of the list, on the same page or back on the list. */
function settling({ people }: Organisation, view: FormView, again: Settling['again']): Settling {
  const nameOf = (user: string) => people.find(one => one.user === user)?.name ?? 'Somebody';
  return {
    view,
    done: paths.dutyDesks(),
    again,
    say: event => tellOrganisation(event as unknown as OrganisationEvent, nameOf),
    nameOf,
  };
}

/** Whom to ring in each local authority for a child in danger: set here, and shown wherever it is needed (E34). */
export const dutyDesks = [
  route({
    method: 'GET',
    path: paths.dutyDesks,
    policy: anybodyHere,
    async handle({ records, who, now }) {
      const desks = desksView(await records.organisation(), londonDay(now));
      return page('concerns/duty-desks/page.njk', { desks, maySet: isConcernLead(who) });
    },
  }),
  route({
    method: 'GET',
    path: paths.dutyDesk,
    policy: concernLead,
    async handle({ records, params: { desk }, now, freshForm }) {
      const here = await records.organisation();
      const listed = listedIn(here, desk);
      if (!listed && desk !== NEW) return failure('notFound');
      const begins = {
        ...(listed && typedOf(listed)),
        ...dayBoxes('checkBy', addMonths(londonDay(now), USUAL_MONTHS)),
      };
      return ask(desk, freshForm(begins, here.version));
    },
  }),
  route({
    method: 'POST',
    path: paths.dutyDesk,
    policy: concernLead,
    form: deskForm,
    async handle({ records, who, params: { desk }, now, form }) {
      const here = await records.organisation();
      if (desk !== NEW && !listedIn(here, desk)) return failure('notFound');
      const again = (view: FormView, status = 422) => ask(desk, view, status);
      if (!form.ok) return again(form.view);
      const { area, officeNumber, officeHours, outOfHoursNumber, checkBy } = form.value;
      const outcome = await records.decide(
        'organisation',
        who.organisationId,
        form.seen ?? here.version,
        form.command,
        {
          do: 'set_duty_desk',
          on: londonDay(now),
          // Made of the form, so that a form sent twice is one desk.
          desk: desk === NEW ? form.command : desk,
          area,
          officeNumber,
          officeHours,
          outOfHoursNumber: outOfHoursNumber.trim() || null,
          checkBy,
        },
      );
      return settle(outcome, settling(here, form.view, again));
    },
  }),
  route({
    method: 'GET',
    path: paths.dutyDeskRemove,
    policy: concernLead,
    async handle({ records, params, freshForm }) {
      const here = await records.organisation();
      const listed = listedIn(here, params.desk);
      return listed ? askRemoval(listed, freshForm({}, here.version)) : failure('notFound');
    },
  }),
  route({
    method: 'POST',
    path: paths.dutyDeskRemove,
    policy: concernLead,
    form: z.object({}),
    async handle({ records, who, params, now, form }) {
      const here = await records.organisation();
      const listed = listedIn(here, params.desk);
      if (!listed) return failure('notFound');
      const again = (view: FormView, status = 422) => askRemoval(listed, view, status);
      if (!form.ok) return again(form.view);
      const command = { do: 'remove_duty_desk', on: londonDay(now), desk: listed.id } as const;
      const seen = form.seen ?? here.version;
      const outcome = await records.decide('organisation', who.organisationId, seen, form.command, command);
      return settle(outcome, settling(here, form.view, again));
    },
  }),
];
