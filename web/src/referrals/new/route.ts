import { londonDay, type CaseEvent } from '@throughcare/pathway';
import { page, seeOther } from '../../frame/answer.ts';
import { dayBoxes } from '../../frame/fields.ts';
import { withErrors, type FormView } from '../../frame/form.ts';
import { settle } from '../../frame/outcome.ts';
import { route } from '../../frame/route.ts';
import { paths } from '../../paths.ts';
import { caseworkers } from '../policy.ts';
import { newReference } from '../reference.ts';
import { isUnder18, underAge } from './adult.ts';
import { identityOf, referralChoices, referralForm, type Referral } from './form.ts';
import { maybeSame, type MaybeSame } from './same-person.ts';

function show(form: FormView, given: { status?: number; same?: readonly MaybeSame[] } = {}) {
  const { status = 200, same = [] } = given;
  return page('referrals/new/page.njk', { form, same, ...referralChoices }, { status });
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
      if (isUnder18(referral.bornOn, referral.on)) return again(withErrors(form.view, [underAge]));
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
  const { on, source, stage } = referral;
  return {
    do: 'refer' as const,
    on,
    reference: newReference(id),
    source,
    stage,
    identity: identityOf(referral),
  };
}
