import { z } from 'zod';
import { notYet } from '../analysis/not-yet.ts';
import { failure, page } from '../frame/answer.ts';
import { evidenceReaders } from '../frame/policy.ts';
import { route } from '../frame/route.ts';
import { paths } from '../paths.ts';
import type { Services } from '../services.ts';
import { boardView } from './board/board-view.ts';
import { knownPlans } from './known.ts';
import { planView } from './plan-view.ts';
import { sourcesView } from './sources-view.ts';

const policy = evidenceReaders;

export const plans = [
  route({
    method: 'GET',
    path: paths.plans,
    policy,
    handle: ({ services: { analysis } }) =>
      page('plans/list.njk', {
        plans: knownPlans.map(known => ({ ...known, finding: analysis.plan(known.plan) })),
      }),
  }),
  route({
    method: 'GET',
    path: paths.plan,
    policy,
    handle({ services, params: { plan } }) {
      const found = find(services, plan);
      if (found.is === 'answer') return found.answer;
      return page('plans/page.njk', {
        known: found.known,
        view: planView(found.result, number => paths.planSources({ plan }, { number })),
      });
    },
  }),
  route({
    method: 'GET',
    path: paths.planBoard,
    policy,
    handle({ services, params: { plan } }) {
      const found = find(services, plan);
      if (found.is === 'answer') return found.answer;
      return page('plans/board/page.njk', {
        title: found.known.title,
        back: paths.plan({ plan }),
        all: paths.planSources({ plan }),
        view: boardView([found.result], number => paths.planSources({ plan }, { number })),
      });
    },
  }),
  route({
    method: 'GET',
    path: paths.planSources,
    policy,
    query: z.object({ number: z.string().optional() }),
    handle({ services, params: { plan }, query }) {
      const found = find(services, plan);
      if (found.is === 'answer') return found.answer;
      const view = sourcesView(found.result, query.number);
      return view
        ? page('plans/sources.njk', {
            title: found.known.title,
            back: paths.plan({ plan }),
            all: paths.planSources({ plan }),
            view,
          })
        : failure('notFound');
    },
  }),
];

function find({ analysis }: Services, plan: string) {
  const known = knownPlans.find(one => one.plan === plan);
  if (!known) return { is: 'answer', answer: failure('notFound') } as const;
  const finding = analysis.plan(plan);
  if (finding.state === 'ready') return { is: 'found', known, result: finding.result } as const;
  const back = { href: paths.plans(), words: 'Plans' };
  return {
    is: 'answer',
    answer: notYet(finding, { title: known.title, again: paths.plan({ plan }), back }),
  } as const;
}
