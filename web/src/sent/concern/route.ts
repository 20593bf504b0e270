import { authorities, londonDay } from '@throughcare/pathway';
import { z } from 'zod';
import { raiseForm } from '../../concerns/raise/form.ts';
import { saveConcern } from '../../concerns/raise/save.ts';
import { raiseSteps } from '../../concerns/raise/steps.ts';
import { concernReference } from '../../concerns/reference.ts';
import { page } from '../../frame/answer.ts';
import type { FormView } from '../../frame/form.ts';
import { route } from '../../frame/route.ts';
import { paths } from '../../paths.ts';
import { options } from '../../person/options.ts';
import { partner } from '../policy.ts';

const PURPOSE = 'concern raised from outside';

function show(danger: boolean, form: FormView, status = 200) {
  const model = {
    form,
    danger,
    // What this organisation has set is not theirs to read; they have the numbers of their own body.
    outside: true,
    action: paths.sentConcern(),
    calm: paths.sentConcern({}, { danger: 'no' }),
    urgent: paths.sentConcern({}, { danger: 'yes' }),
    back: { href: paths.sent(), words: 'Referrals you sent' },
    authorities: options(authorities, words => words),
  };
  return page('concerns/raise/page.njk', model, { status });
}

/**
 * A concern about a child that somebody of another body raises: the same page as for those who work here, in one step
 * and with nothing that has to be filled in (E34). What becomes of it they are not shown (E31), so they get a reference
 * to ask by.
 */
export const sentConcern = [
  route({
    method: 'GET',
    path: paths.sentConcern,
    policy: partner,
    query: z.object({ danger: z.enum(['yes', 'no']).catch('yes') }),
    handle: ({ query: { danger }, freshForm }) => show(danger === 'yes', freshForm()),
  }),
  route({
    method: 'POST',
    path: paths.sentConcern,
    policy: partner,
    form: raiseForm,
    handle({ records, who, now, form, seal }) {
      const again = (view: FormView, status = 422) => show(form.view.values.danger !== 'no', view, status);
      if (!form.ok) return again(form.view);
      // Who works here, and which cases there are, is not theirs to say: only what they know themselves is taken.
      const raised = { ...form.value, about: [], from: '', first: '', second: '' };
      const said = (concern: string) =>
        paths.sentRaised({}, { of: seal(PURPOSE, `${form.value.danger} ${concern}`, 60) });
      const steps = (id: string) => raiseSteps(id, 'partner', londonDay(now), raised, who, null);
      return saveConcern({ records, who, form, steps, again, goTo: said });
    },
  }),
  route({
    method: 'GET',
    path: paths.sentRaised,
    policy: partner,
    query: z.object({ of: z.string().max(500).catch('') }),
    handle({ query, unseal }) {
      const [danger, concern] = unseal(PURPOSE, query.of)?.split(' ') ?? [];
      return page('sent/concern/raised.njk', {
        danger: danger === 'yes',
        reference: concern ? concernReference(concern) : null,
      });
    },
  }),
];
