import { legalStageWords, londonDay } from '@throughcare/pathway';
import { page } from '../../frame/answer.ts';
import { withErrors, type FormView } from '../../frame/form.ts';
import { settle } from '../../frame/outcome.ts';
import { route } from '../../frame/route.ts';
import { paths } from '../../paths.ts';
import { options } from '../../person/options.ts';
import { isUnder18 } from '../../referrals/new/adult.ts';
import { newReference } from '../../referrals/reference.ts';
import { partner } from '../policy.ts';
import { sendForm, sendingBodies } from './form.ts';

const UNDER_18 =
  'They are under 18. Casework for children has no rules here yet. Nothing was saved. Raise a concern instead, so that somebody takes it up.';

function show(form: FormView, status = 200) {
  const model = {
    form,
    bodies: options(sendingBodies, words => words),
    stages: options(legalStageWords, words => words),
  };
  return page('sent/new/page.njk', model, { status });
}

/**
 * A referral that somebody sends from outside, as of today. They are not asked whether we know the person: an answer to
 * that would tell them (E31). Whoever takes it in here looks.
 */
export const sentNew = [
  route({
    method: 'GET',
    path: paths.sentNew,
    policy: partner,
    handle: ({ freshForm }) => show(freshForm()),
  }),
  route({
    method: 'POST',
    path: paths.sentNew,
    policy: partner,
    form: sendForm,
    async handle({ records, now, form }) {
      const again = (view: FormView, status = 422) => show(view, status);
      if (!form.ok) return again(form.view);
      const { source, stage, forename, surname, bornOn, sex, postcodeDistrict, pnc } = form.value;
      const on = londonDay(now);
      if (isUnder18(bornOn, on)) {
        return again(withErrors(form.view, [{ field: 'bornOn-day', words: UNDER_18 }]));
      }
      const { command: id } = form;
      const outcome = await records.decide('case', id, 0, id, {
        do: 'send_referral',
        on,
        reference: newReference(id),
        source,
        stage,
        identity: { surname, forename, bornOn, sex, postcodeDistrict, pnc },
      });
      return settle(outcome, {
        view: form.view,
        done: paths.sent(),
        again,
        say: () => ({ what: 'Referral', now: 'Sent' }),
        nameOf: () => 'You',
      });
    },
  }),
];
