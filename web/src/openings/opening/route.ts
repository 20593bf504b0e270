import { londonDay, openingOutcomes } from '@throughcare/pathway';
import type { Opening } from '@throughcare/records';
import { z } from 'zod';
import { failure, page } from '../../frame/answer.ts';
import { choice, words } from '../../frame/fields.ts';
import type { FormView } from '../../frame/form.ts';
import { settle } from '../../frame/outcome.ts';
import { recorders } from '../../frame/recorders.ts';
import { route } from '../../frame/route.ts';
import { paths } from '../../paths.ts';
import { keysOf, options } from '../../person/options.ts';
import type { Staff } from '../../services.ts';
import { openersAndReviewers, reviewers } from '../policy.ts';
import { openingView } from '../route.ts';

/** Never whoever opened it; an auditor where no safeguarding lead may. */
function mayReview({ reviewBy, row }: Opening, { userId, roles }: Staff): boolean {
  const may = roles.includes('safeguarding_lead') || (roles.includes('auditor') && row.forLeads === false);
  return reviewBy !== null && row.by !== userId && may;
}

function show(found: Opening, who: Staff, now: number, form: FormView, status = 200) {
  const view = openingView(found.row, found.staff, now);
  const isOwn = found.row.by === who.userId;
  return page(
    'openings/opening/page.njk',
    {
      opening: { ...view, reason: found.reason, words: found.words, wordsGone: found.wordsGone },
      mayEnd: view.isOpen && (isOwn || who.roles.includes('safeguarding_lead')),
      mayReview: mayReview(found, who),
      outcomes: options(openingOutcomes, said => said),
      form,
    },
    { status },
  );
}

const said = { say: () => ({ what: 'Looked at, or closed', now: 'Recorded.' }), nameOf: () => 'Somebody' };

/** One opening: why, until when, and what a second person made of it. */
export const openingPage = [
  route({
    method: 'GET',
    path: paths.opening,
    policy: openersAndReviewers,
    async handle({ records, who, params, now, freshForm }) {
      const found = await records.opening(params.opening);
      return found ? show(found, who, now, freshForm({}, found.version)) : failure('notFound');
    },
  }),
  route({
    method: 'POST',
    path: paths.opening,
    policy: reviewers,
    form: z.object({ outcome: choice(keysOf(openingOutcomes), 'Choose what you found.'), words }),
    async handle({ records, who, params, now, form }) {
      const found = await records.opening(params.opening);
      if (!found) return failure('notFound');
      const isForLeads = found.row.forLeads !== false && !who.roles.includes('safeguarding_lead');
      if (isForLeads) return failure('forbidden');
      const again = (view: FormView, status: number) => show(found, who, now, view, status);
      if (!form.ok) return again(form.view, 422);
      const command = { do: 'review', on: londonDay(now), ...form.value } as const;
      const seen = form.seen ?? found.version;
      const outcome = await records.decide('opening', found.opening, seen, form.command, command);
      return settle(outcome, { view: form.view, done: paths.openings(), again, ...said });
    },
  }),
  route({
    method: 'POST',
    path: paths.openingEnd,
    policy: recorders('opening', 'end'),
    form: z.object({}),
    async handle({ records, who, params, now, form }) {
      const found = await records.opening(params.opening);
      if (!found) return failure('notFound');
      const again = (view: FormView, status: number) => show(found, who, now, view, status);
      if (!form.ok) return again(form.view, 422);
      const command = { do: 'end', on: londonDay(now) } as const;
      const outcome = await records.decide('opening', found.opening, 'latest', form.command, command);
      return settle(outcome, { view: form.view, done: paths.openings(), again, ...said });
    },
  }),
];
