import {
  isPractitioner,
  legalStageWords,
  londonDay,
  referralSources,
  triageOutcomes,
  type CaseEvent,
  type Day,
  type StaffMember,
} from '@throughcare/pathway';
import type { Person } from '@throughcare/records';
import { z } from 'zod';
import { failure, page, seeOther } from '../../frame/answer.ts';
import { choice, line } from '../../frame/fields.ts';
import type { FormView } from '../../frame/form.ts';
import { settle } from '../../frame/outcome.ts';
import { route } from '../../frame/route.ts';
import { paths } from '../../paths.ts';
import { sayWhen } from '../../person/glance.ts';
import { tell } from '../../person/happened.ts';
import { keysOf, options } from '../../person/options.ts';
import type { Repository } from '../../services.ts';
import { caseworkers } from '../policy.ts';

/** What the page shows of a referral, and, once it is accepted, whom the case can be opened with. */
function referralView(found: Person, staff: readonly StaffMember[], today: Day) {
  const { state, identity, version } = found;
  const [due] = found.due.filter(one => one.kind === 'triage' || one.kind === 'open_case');
  const practitioners = staff.filter(isPractitioner);
  return {
    case: found.case,
    version,
    name: identity ? `${identity.forename} ${identity.surname}` : state.reference,
    reference: state.reference,
    bornOn: identity?.bornOn ?? null,
    source: referralSources[state.source],
    stage: legalStageWords[state.stage],
    referredOn: state.referredOn,
    status: state.status,
    // What somebody opened in an emergency they read, and do not answer.
    readOnly: found.readOnly,
    when: due ? sayWhen(due.by, today) : '',
    pressing: due !== undefined && due.by <= today,
    outcomes: options(triageOutcomes, words => words),
    practitioners: practitioners.map(one => ({ value: one.user, text: one.name })),
  };
}

async function show(
  records: Repository,
  asked: { id: string; now: number; status?: number },
  view: (version: number) => FormView,
) {
  const found = await records.person(asked.id);
  if (!found) return failure('notFound');
  const { people } = await records.organisation();
  const referral = referralView(found, people, londonDay(asked.now));
  const { status = 200 } = asked;
  return page('referrals/referral/page.njk', { referral, form: view(found.version) }, { status });
}

/** One referral: its answer, then the practitioner with whom the case is opened. */
export const referral = [
  route({
    method: 'GET',
    path: paths.referral,
    policy: caseworkers,
    handle: ({ records, who, params, now, freshForm }) => {
      const practitioner = who.roles.includes('practitioner') ? who.userId : '';
      return show(records, { id: params.case, now }, version => freshForm({ practitioner }, version));
    },
  }),
  route({
    method: 'POST',
    path: paths.referral,
    policy: caseworkers,
    form: z.object({ outcome: choice(keysOf(triageOutcomes), 'Choose an answer.') }),
    async handle({ records, params, now, form }) {
      const id = params.case;
      const again = (view: FormView, status: number) => show(records, { id, now, status }, () => view);
      if (!form.ok) return again(form.view, 422);
      const { outcome } = form.value;
      const command = { do: 'triage', on: londonDay(now), outcome } as const;
      const done = outcome === 'accepted' ? paths.referral({ case: id }) : paths.referrals();
      const settled = await records.decide('case', id, form.seen ?? 'latest', form.command, command);
      if (settled.ok) return seeOther(done);
      return settle(settled, { view: form.view, done, again, ...(await words(records)) });
    },
  }),
  route({
    method: 'POST',
    path: paths.referralOpen,
    policy: caseworkers,
    form: z.object({ practitioner: line('Choose a practitioner.') }),
    async handle({ records, who, params, now, form }) {
      const id = params.case;
      const again = (view: FormView, status: number) => show(records, { id, now, status }, () => view);
      if (!form.ok) return again(form.view, 422);
      const { practitioner } = form.value;
      const command = { do: 'open', on: londonDay(now), practitioner } as const;
      // A practitioner who hands the case to a colleague no longer sees it.
      const isTheirs = practitioner === who.userId || who.roles.includes('programme_lead');
      const done = isTheirs ? paths.person({ case: id }) : paths.referrals();
      const settled = await records.decide('case', id, form.seen ?? 'latest', form.command, command);
      if (settled.ok) return seeOther(done);
      return settle(settled, { view: form.view, done, again, ...(await words(records)) });
    },
  }),
];

/** How two changes that met are told apart. */
async function words(records: Repository) {
  const { people } = await records.organisation();
  const nameOf = (user: string) => people.find(one => one.user === user)?.name ?? 'Somebody';
  const names = { staff: nameOf, programme: () => 'a programme', enrolment: () => 'a programme' };
  const say = (event: unknown) => {
    const { title, words } = tell(event as CaseEvent, names);
    return { what: title, now: words || 'Recorded.' };
  };
  return { say, nameOf };
}
