import { londonDay } from '@throughcare/pathway';
import { mayCommand } from '@throughcare/records';
import { z } from 'zod';
import { page } from '../frame/answer.ts';
import { line } from '../frame/fields.ts';
import { withErrors, type FormView } from '../frame/form.ts';
import { settle } from '../frame/outcome.ts';
import { staff } from '../frame/policy.ts';
import { recorders } from '../frame/recorders.ts';
import { route } from '../frame/route.ts';
import { paths } from '../paths.ts';
import { waitingView } from './waiting-view.ts';

const template = 'waiting-list/page.njk';

/** 'enrolment/group', made by the page and checked against the list as it stands. */
const allocation = z.object({ place: line('Choose a group for somebody first.', 400) });

export const waitingListPage = [
  route({
    method: 'GET',
    path: paths.waitingList,
    policy: staff('practitioner', 'programme_lead'),
    async handle({ records, who, now, freshForm }) {
      const list = await records.waitingList();
      const mayAllocate = mayCommand(who.roles, 'group', 'take_place');
      return page(template, { view: waitingView(list, londonDay(now)), mayAllocate, form: freshForm({}) });
    },
  }),
  route({
    method: 'POST',
    path: paths.waitingList,
    policy: recorders('group', 'take_place'),
    form: allocation,
    async handle({ records, now, form }) {
      const today = londonDay(now);
      const list = await records.waitingList();
      const again = (view: FormView, status = 422) =>
        page(template, { view: waitingView(list, today), mayAllocate: true, form: view }, { status });
      if (!form.ok) return again(form.view);
      const [enrolment, groupId] = form.value.place.split('/');
      const waiting = list.rows.find(one => one.enrolment === enrolment);
      const group = list.groups.find(one => one.group === groupId);
      if (!waiting || !group) {
        const words =
          'That place or that person is no longer on the list. Nothing was saved. Look at the list again.';
        return again(withErrors(form.view, [{ words }]), 409);
      }
      const { people } = await records.organisation();
      const outcome = await records.decideTogether(form.command, [
        {
          kind: 'case',
          stream: waiting.case,
          expected: waiting.version,
          command: {
            do: 'give_place',
            on: today,
            enrolment: waiting.enrolment,
            group: group.group,
            startsOn: group.startsOn,
          },
        },
        {
          kind: 'group',
          stream: group.group,
          expected: group.version,
          command: { do: 'take_place', on: today, case: waiting.case, enrolment: waiting.enrolment },
        },
      ]);
      return settle(outcome, {
        view: form.view,
        done: paths.waitingList(),
        again,
        say: event => ({ what: sayChange(event.type), now: 'Recorded.' }),
        nameOf: user => people.find(one => one.user === user)?.name ?? 'Somebody',
      });
    },
  }),
];

function sayChange(type: string): string {
  return type === 'place_taken' || type === 'place_given' ? 'A place was given' : 'The case was changed';
}
