import { authorities, concernSources, londonDay } from '@throughcare/pathway';
import { z } from 'zod';
import { anyFields } from '../../asked/asked.ts';
import { notesIn } from '../../guard/notice.ts';
import { page } from '../../frame/answer.ts';
import type { FormView } from '../../frame/form.ts';
import { route } from '../../frame/route.ts';
import { paths } from '../../paths.ts';
import { options } from '../../person/options.ts';
import { chaseDay } from '../chase-day.ts';
import { anybodyHere } from '../policy.ts';
import { beside, type Beside } from '../raise/beside.ts';
import { raiseForm } from '../raise/form.ts';
import { saveConcern } from '../raise/save.ts';
import { raiseSteps } from '../raise/steps.ts';

/** A concern from a contact is raised on the contact's own page, so that the contact says so; a partner's on theirs. */
const { contact: _, partner: __, ...sources } = concernSources;

function show(danger: boolean, form: FormView, besides: Beside | undefined, status = 200) {
  const from = typeof form.values.from === 'string' ? form.values.from : undefined;
  const source = typeof form.values.source === 'string' ? form.values.source : undefined;
  const model = {
    form,
    danger,
    action: paths.concernNew(),
    calm: paths.concernNew({}, { danger: 'no', source, from }),
    urgent: paths.concernNew({}, { danger: 'yes', source, from }),
    back: { href: paths.concerns(), words: 'Concerns' },
    authorities: options(authorities, words => words),
    sources: options(sources, words => words),
    ...besides,
  };
  return page('concerns/raise/page.njk', model, { status });
}

const query = z.object({
  danger: z.enum(['yes', 'no']).catch('yes'),
  source: z.enum(['case', 'group', 'staff']).optional().catch(undefined),
  from: z.uuid().optional().catch(undefined),
});

/** A concern that anybody who works with people raises, wherever they learned of it (E35). */
export const concernNew = [
  route({
    method: 'GET',
    path: paths.concernNew,
    policy: anybodyHere,
    query,
    async handle({ records, who, query: { danger, source, from }, now, freshForm }) {
      const begins = { ...(source && { source }), ...(from && { from }) };
      return show(danger === 'yes', freshForm(begins), await beside(records, who, londonDay(now)));
    },
  }),
  route({
    method: 'POST',
    path: paths.concernFromNote,
    policy: anybodyHere,
    form: anyFields,
    async handle({ records, who, now, form, freshForm }) {
      const besides = await beside(records, who, londonDay(now));
      const said = notesIn(form.view.values).join('\n\n');
      const { success, data: from } = z.uuid().safeParse(form.view.values._from);
      const fresh = freshForm({ said, ...(success && { source: 'case', from }) });
      const { draft } = form.view;
      return show(false, draft === undefined ? fresh : { ...fresh, draft }, besides);
    },
  }),
  route({
    method: 'POST',
    path: paths.concernNew,
    policy: anybodyHere,
    form: raiseForm.extend({ source: z.enum(['case', 'group', 'staff']).catch('staff') }),
    async handle({ records, who, now, form }) {
      const today = londonDay(now);
      const danger = form.view.values.danger !== 'no';
      const again = async (view = form.view, status = 422) =>
        show(danger, view, await beside(records, who, today), status);
      if (!form.ok) return again();
      const { source } = form.value;
      const chaseBy = await chaseDay(records, today);
      const steps = (id: string) => raiseSteps(id, source, today, form.value, who, chaseBy);
      return saveConcern({ records, who, form, steps, again });
    },
  }),
];
