import { concernErasureGrounds, holdGrounds, sayDay, type ConcernEvent } from '@throughcare/pathway';
import { londonDay } from '@throughcare/pathway';
import type { Concern } from '@throughcare/records';
import { z } from 'zod';
import { failure, page } from '../../../frame/answer.ts';
import { choice, words } from '../../../frame/fields.ts';
import type { FormView } from '../../../frame/form.ts';
import { settle } from '../../../frame/outcome.ts';
import { countedAs, expectedOf, seenOf } from '../../../history/seen.ts';
import { route } from '../../../frame/route.ts';
import { paths } from '../../../paths.ts';
import { keysOf, options } from '../../../person/options.ts';
import type { Repository } from '../../../services.ts';
import { optionalDay } from '../../../referrals/new/optional-day.ts';
import { anybodyHere, safeguardingLead } from '../../policy.ts';
import { decides } from '../acts.ts';
import { tellChange } from '../../words.ts';
import { concernForm, formRoutes } from '../concern-form.ts';

const nameOf = ({ staff }: Concern, user: string) => staff[user] ?? 'Somebody who has left';

/** How long a concern is kept: what holds it, and what was asked. It is the concern’s own page, and no case leads to it. */
const kept = route({
  method: 'GET',
  path: paths.concernKept,
  policy: anybodyHere,
  async handle({ records, params, who }) {
    const found = await records.concern(params.concern);
    if (!found) return failure('notFound');
    if (!decides(found, who)) return failure('forbidden');
    const { concern, state } = found;
    const { holds, erasureAsked } = state.lifetime;
    const at = { concern };
    const isClosed = state.status === 'closed';
    const isSafeguarding = who.roles.includes('safeguarding_lead');
    const acts = [
      { text: 'Place a legal hold', href: paths.concernHold(at) },
      holds.length > 0 && { text: 'Lift a legal hold', href: paths.concernLiftHold(at) },
      isSafeguarding &&
        isClosed &&
        erasureAsked === null && { text: 'Ask for it to be erased', href: paths.concernAskErasure(at) },
      isSafeguarding &&
        erasureAsked !== null && { text: 'Decline: it stays', href: paths.concernDeclineErasure(at) },
      isSafeguarding &&
        isClosed &&
        erasureAsked !== null &&
        erasureAsked.by !== who.userId && { text: 'Agree: erase it', href: paths.concernAgreeErasure(at) },
    ];
    return page('concerns/concern/kept.njk', {
      concern,
      isClosed,
      holds: holds.map(one => ({ ...one, words: holdGrounds[one.ground] })),
      asked: erasureAsked && {
        by: nameOf(found, erasureAsked.by),
        on: erasureAsked.on,
        ground: concernErasureGrounds[erasureAsked.ground],
        byYou: erasureAsked.by === who.userId,
        mayAnswer: isSafeguarding,
      },
      lacksSecond: isSafeguarding && !(await hasSecondLead(records, found, who.userId)),
      acts: acts.filter(act => act !== false),
    });
  },
});

/**
 * Whether a safeguarding lead beside `user` could agree: one whom it is not about. Where there is none nobody stands in:
 * an administrator who did would read of a child what no child's safety asks them to (E20, E33).
 */
async function hasSecondLead(records: Repository, { state }: Concern, user: string): Promise<boolean> {
  const { people } = await records.organisation();
  return people.some(
    one =>
      one.active &&
      one.user !== user &&
      one.roles.includes('safeguarding_lead') &&
      !state.about.includes(one.user),
  );
}

const hold = concernForm({
  path: paths.concernHold,
  forDeciders: true,
  template: 'concerns/concern/hold.njk',
  schema: z
    .object({ ground: choice(keysOf(holdGrounds), 'Choose why it must be kept.'), reason: words })
    .and(optionalDay('until', 'the last day')),
  shows: () => ({ grounds: options(holdGrounds, name => name) }),
  record: ({ ground, until, reason }, { today, id }) => ({
    command: { do: 'place_hold', on: today, hold: id, ground, until, reason },
  }),
});

const liftHold = concernForm({
  path: paths.concernLiftHold,
  forDeciders: true,
  template: 'concerns/concern/lift-hold.njk',
  schema: z.object({ hold: z.string().default('').refine(Boolean, 'Choose the hold.'), reason: words }),
  shows: ({ state }) => ({
    holds: state.lifetime.holds.map(one => ({
      value: one.id,
      text: `${holdGrounds[one.ground]}, since ${sayDay(one.from)}`,
    })),
  }),
  record: ({ hold: which, reason }, { today }) => ({
    command: { do: 'lift_hold', on: today, hold: which, reason },
  }),
});

const askErasure = concernForm({
  path: paths.concernAskErasure,
  policy: safeguardingLead,
  template: 'concerns/concern/ask-erasure.njk',
  schema: z.object({
    ground: choice(keysOf(concernErasureGrounds), 'Choose on what ground.'),
    reason: words,
  }),
  shows: () => ({ grounds: options(concernErasureGrounds, name => name) }),
  record: ({ ground, reason }, { today }) => ({
    command: { do: 'ask_erasure', on: today, ground, reason },
  }),
});

const declineErasure = concernForm({
  path: paths.concernDeclineErasure,
  policy: safeguardingLead,
  template: 'concerns/concern/decline-erasure.njk',
  schema: z.object({ reason: words }),
  record: ({ reason }, { today }) => ({ command: { do: 'decline_erasure', on: today, reason } }),
});

function showAgreement(found: Concern, form: FormView, status = 200) {
  const { concern } = found;
  const action = paths.concernAgreeErasure({ concern });
  return page('concerns/concern/agree-erasure.njk', { concern, action, form }, { status });
}

/** It has a way of its own into the record: the key goes with the entry, and there is no concern to come back to. */
const agreeErasure = [
  route({
    method: 'GET',
    path: paths.concernAgreeErasure,
    policy: safeguardingLead,
    async handle({ records, params, freshForm }) {
      const found = await records.concern(params.concern);
      return found ? showAgreement(found, freshForm({}, seenOf(found))) : failure('notFound');
    },
  }),
  route({
    method: 'POST',
    path: paths.concernAgreeErasure,
    policy: safeguardingLead,
    form: z.object({}),
    async handle({ records, params, form, now }) {
      const found = await records.concern(params.concern);
      if (!found) return failure('notFound');
      const again = (view = form.view, status = 422) => showAgreement(found, view, status);
      if (!form.ok) return again();
      const expected = expectedOf(found, form.seen);
      const agreement = { concern: found.concern, expected, on: londonDay(now) };
      const name = (user: string) => nameOf(found, user);
      const outcome = await records.agreeConcernErasure(form.command, agreement);
      return settle(countedAs(found, outcome, form.seen), {
        view: form.view,
        done: paths.keptErased(),
        again,
        say: event => tellChange(event as unknown as ConcernEvent, name),
        nameOf: name,
      });
    },
  }),
];

/** What happens to a concern as a record: holds, and its erasure by two. */
export const lifetimeForms = [
  kept,
  ...[hold, liftHold, askErasure, declineErasure].flatMap(formRoutes),
  ...agreeErasure,
];
