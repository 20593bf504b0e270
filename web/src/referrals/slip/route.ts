import { agreedActions, contactStages } from '@throughcare/pathway';
import { z } from 'zod';
import { page } from '../../frame/answer.ts';
import { line } from '../../frame/fields.ts';
import { withErrors, type FormView } from '../../frame/form.ts';
import { route } from '../../frame/route.ts';
import { paths } from '../../paths.ts';
import { caseworkers } from '../policy.ts';

const NOTHING =
  'No slip has that code, or it has been used, or its four weeks are over. Go on without it: nobody needs one.';

const askPage = (form: FormView, status = 200) => page('referrals/slip/page.njk', { form }, { status });

/** Somebody brings a slip from the helpline. What it carries is shown once, and leads back to no contact (E6). */
export const referralSlip = [
  route({
    method: 'GET',
    path: paths.referralSlip,
    policy: caseworkers,
    handle: ({ freshForm }) => askPage(freshForm()),
  }),
  route({
    method: 'POST',
    path: paths.referralSlip,
    policy: caseworkers,
    form: z.object({ slip: line('Type the slip that they brought.', 100) }),
    async handle({ records, form }) {
      if (!form.ok) return askPage(form.view, 422);
      const brought = await records.useSlip(form.value.slip);
      if (!brought) return askPage(withErrors(form.view, [{ field: 'slip', words: NOTHING }]), 422);
      const said = {
        stage: contactStages[brought.stage],
        actions: brought.actions.map(one => agreedActions[one]),
      };
      return page('referrals/slip/page.njk', { brought: said, form: form.view });
    },
  }),
];
