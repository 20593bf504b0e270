import { londonDay } from '@throughcare/pathway';
import { z } from 'zod';
import { failure, page, seeOther } from '../../frame/answer.ts';
import { line } from '../../frame/fields.ts';
import { refused, type FormView } from '../../frame/form.ts';
import { staff } from '../../frame/policy.ts';
import { route } from '../../frame/route.ts';
import { paths } from '../../paths.ts';
import type { Repository } from '../../services.ts';
import { personTitle } from '../person-view.ts';

const caseworkers = staff('practitioner', 'programme_lead');

async function show(records: Repository, id: string, form: FormView, status = 200) {
  const person = await records.person(id);
  // What somebody opened in an emergency they read and do not record on.
  if (!person || person.readOnly) return failure('notFound');
  const { name } = personTitle(person);
  return page(
    'person/slip/page.njk',
    { case: id, name, form, action: paths.personSlip({ case: id }) },
    { status },
  );
}

/** Somebody brings a slip from the helpline: what they chose to hand over is kept with their case (E6). */
export const personSlip = [
  route({
    method: 'GET',
    path: paths.personSlip,
    policy: caseworkers,
    handle: ({ records, params, freshForm }) => show(records, params.case, freshForm()),
  }),
  route({
    method: 'POST',
    path: paths.personSlip,
    policy: caseworkers,
    form: z.object({ slip: line('Type the slip that they brought.', 100) }),
    async handle({ records, params, form, now }) {
      const id = params.case;
      if (!form.ok) return show(records, id, form.view, 422);
      const shown = { case: id, slip: form.value.slip, on: londonDay(now) };
      const outcome = await records.useSlip(form.command, shown);
      if (outcome.ok) return seeOther(paths.person({ case: id }));
      if (outcome.reason === 'not_found') return failure('notFound');
      if (outcome.reason === 'refused') return show(records, id, refused(form.view, outcome.refusal), 422);
      return show(records, id, refused(form.view, { code: 'busy', words: BUSY }), 409);
    },
  }),
];

const BUSY =
  'Others recorded on this case in that moment. Nothing was saved, and the slip is still good. Open it again.';
