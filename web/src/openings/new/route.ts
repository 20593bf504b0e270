import { londonDay, openingGrounds, MOST_HOURS } from '@throughcare/pathway';
import { z } from 'zod';
import { page } from '../../frame/answer.ts';
import { choice, line, words } from '../../frame/fields.ts';
import { withErrors, type FormView } from '../../frame/form.ts';
import { settle } from '../../frame/outcome.ts';
import { route } from '../../frame/route.ts';
import { paths } from '../../paths.ts';
import { keysOf, options } from '../../person/options.ts';
import { openers } from '../policy.ts';

const hours = ['1', '4', '8', String(MOST_HOURS)] as const;

const openingForm = z.object({
  reference: line('Enter the reference of the case.', 100),
  ground: choice(keysOf(openingGrounds), 'Choose why it cannot wait.'),
  hours: choice(hours, 'Choose for how long.'),
  reason: words,
});

const show = (form: FormView, status = 200) =>
  page(
    'openings/new/page.njk',
    {
      form,
      grounds: options(openingGrounds, said => said),
      hours: hours.map(value => ({ value, text: value === '1' ? '1 hour' : `${value} hours` })),
    },
    { status },
  );

/** Opens a case that is not theirs: at once, in one step, by one person (E20). */
export const openingNew = [
  route({
    method: 'GET',
    path: paths.openingNew,
    policy: openers,
    handle: ({ freshForm }) => show(freshForm({ hours: '1' })),
  }),
  route({
    method: 'POST',
    path: paths.openingNew,
    policy: openers,
    form: openingForm,
    async handle({ records, now, form }) {
      if (!form.ok) return show(form.view, 422);
      const { reference, ground, reason } = form.value;
      const found = await records.caseToOpen(reference);
      if (found === null) {
        // The same words where there is no such case and where somebody is kept out of it.
        const none = 'There is no case of this reference that can be opened. Nothing was opened. Check it.';
        return show(withErrors(form.view, [{ field: 'reference', words: none }]), 422);
      }
      const command = {
        do: 'open',
        on: londonDay(now),
        case: found,
        ground,
        hours: Number(form.value.hours),
        reason,
      } as const;
      // The form's own id names it, so that a form sent twice opens it once.
      const outcome = await records.decide('opening', form.command, 0, form.command, command);
      return settle(outcome, {
        view: form.view,
        done: paths.person({ case: found }),
        again: show,
        say: () => ({ what: 'Case opened', now: 'Recorded.' }),
        nameOf: () => 'Somebody',
      });
    },
  }),
];
