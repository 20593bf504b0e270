import { authorities, concernSources, londonDay } from '@throughcare/pathway';
import { z } from 'zod';
import { page } from '../../frame/answer.ts';
import type { FormView } from '../../frame/form.ts';
import { route } from '../../frame/route.ts';
import { paths } from '../../paths.ts';
import { options } from '../../person/options.ts';
import { deciders } from '../policy.ts';
import { raiseForm } from '../raise/form.ts';
import { saveConcern } from '../raise/save.ts';
import { raiseSteps } from '../raise/steps.ts';

/** A concern from a contact is raised on the contact's own page, so that the contact says so. */
const { contact: _, ...sources } = concernSources;

function show(danger: boolean, form: FormView, status = 200) {
  const model = {
    form,
    danger,
    action: paths.concernNew(),
    calm: paths.concernNew({}, { danger: 'no' }),
    urgent: paths.concernNew({}, { danger: 'yes' }),
    back: { href: paths.concerns(), words: 'Concerns' },
    authorities: options(authorities, words => words),
    sources: options(sources, words => words),
  };
  return page('concerns/raise/page.njk', model, { status });
}

/** A concern that anybody who works with people raises, wherever they learned of it (E35). */
export const concernNew = [
  route({
    method: 'GET',
    path: paths.concernNew,
    policy: deciders,
    query: z.object({ danger: z.enum(['yes', 'no']).default('yes') }),
    handle: ({ query, freshForm }) => show(query.danger === 'yes', freshForm()),
  }),
  route({
    method: 'POST',
    path: paths.concernNew,
    policy: deciders,
    form: raiseForm.extend({ source: z.enum(['case', 'group', 'staff']).catch('staff') }),
    async handle({ records, now, form }) {
      const danger = form.view.values.danger !== 'no';
      const again = (view = form.view, status = 422) => show(danger, view, status);
      if (!form.ok) return again();
      const steps = raiseSteps(form.command, form.value.source, londonDay(now), form.value);
      return saveConcern({ records, form, steps, again });
    },
  }),
];
