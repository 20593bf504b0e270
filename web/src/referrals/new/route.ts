import { addMonths, legalStageWords, londonDay, referralSources, type CaseEvent } from '@throughcare/pathway';
import { page, seeOther } from '../../frame/answer.ts';
import { dayBoxes } from '../../frame/fields.ts';
import { withErrors, type FormView } from '../../frame/form.ts';
import { settle } from '../../frame/outcome.ts';
import { route } from '../../frame/route.ts';
import { paths } from '../../paths.ts';
import { options } from '../../person/options.ts';
import { caseworkers } from '../policy.ts';
import { newReference } from '../reference.ts';
import { ADULT } from './adult.ts';
import { referralForm, type Referral } from './form.ts';
import { maybeSame, type MaybeSame } from './same-person.ts';

const UNDER_18 =
  'They were under 18 on the day of the referral. Casework for children has no rules here yet. Nothing was saved. Raise a concern, so that the safeguarding lead takes it up.';

function show(form: FormView, given: { status?: number; same?: readonly MaybeSame[] } = {}) {
  const { status = 200, same = [] } = given;
  const model = {
    form,
    same,
    sources: options(referralSources, words => words),
    stages: options(legalStageWords, words => words),
  };
  return page('referrals/new/page.njk', model, { status });
}

/** A referral by form. What may be the same person is asked before anything is saved, once. */
export const referralNew = [
  route({
    method: 'GET',
    path: paths.referralNew,
    policy: caseworkers,
    handle: ({ now, freshForm }) => show(freshForm(dayBoxes('on', londonDay(now)))),
  }),
  route({
    method: 'POST',
    path: paths.referralNew,
    policy: caseworkers,
    form: referralForm,
    async handle({ records, form }) {
      const again = (view: FormView, status = 422) => show(view, { status });
      if (!form.ok) return again(form.view);
      const referral = form.value;
      if (referral.bornOn !== null && addMonths(referral.bornOn, ADULT) > referral.on) {
        return again(withErrors(form.view, [{ field: 'bornOn-day', words: UNDER_18 }]));
      }
      if (referral.looked === 'no') {
        const same = await maybeSame(records, referral);
        if (same.length > 0) return show(form.view, { same });
      }
      const outcome = await records.decide(
        'case',
        form.command,
        0,
        form.command,
        refer(form.command, referral),
      );
      if (outcome.ok) return seeOther(paths.referral({ case: form.command }));
      return settle(outcome, {
        view: form.view,
        done: paths.referral({ case: form.command }),
        again,
        say: event => ({ what: 'Referral', now: (event as CaseEvent).type }),
        nameOf: () => 'You',
      });
    },
  }),
];

/** The case has the id of the form that made it: sent twice, it is one referral with one reference. */
function refer(id: string, referral: Referral) {
  const { on, source, stage, forename, surname, bornOn, sex, postcodeDistrict, pnc } = referral;
  const identity = { surname, forename, bornOn, sex, postcodeDistrict, pnc };
  return { do: 'refer' as const, on, reference: newReference(id), source, stage, identity };
}
