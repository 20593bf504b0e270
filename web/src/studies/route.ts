import { z } from 'zod';
import type { Analysis } from '../analysis/read-analysis.ts';
import { notYet } from '../analysis/not-yet.ts';
import { failure, page } from '../frame/answer.ts';
import { unreleasedReaders } from '../frame/policy.ts';
import { route } from '../frame/route.ts';
import { paths } from '../paths.ts';
import { knownStudies } from './known.ts';
import { views } from './pair-figures.ts';
import { answerOf } from './headline.ts';
import { siblingOf } from './sibling.ts';
import { studyView } from './study-view.ts';

const policy = unreleasedReaders;
const asked = z.object({ pair: z.string().optional(), view: z.enum(views).optional().catch(undefined) });

export const studies = [
  route({
    method: 'GET',
    path: paths.studies,
    policy,
    handle: ({ services }) => page('studies/list.njk', { studies: list(services.analysis) }),
  }),
  route({
    method: 'GET',
    path: paths.study,
    policy,
    query: asked,
    handle({ services: { analysis }, params: { study }, query }) {
      const known = knownStudies.find(one => one.study === study);
      if (!known) return failure('notFound');
      const finding = analysis.study(study);
      if (finding.state !== 'ready') {
        const back = { href: paths.studies(), words: 'Studies' };
        return notYet(finding, { title: known.title, again: paths.study({ study }), back });
      }
      const view = studyView(finding.result, analysis.truth(), {
        pair: query.pair,
        view: query.view ?? 'alike',
      });
      if (!view) return failure('notFound');
      return page('studies/page.njk', { known, view, sibling: siblingFor(known.sibling, analysis) });
    },
  }),
];

function list(analysis: Analysis) {
  return knownStudies.map(known => {
    const finding = analysis.study(known.study);
    return {
      ...known,
      state: finding.state,
      answer: finding.state === 'ready' ? answerOf(finding.result) : undefined,
    };
  });
}

function siblingFor(study: string | undefined, analysis: Analysis) {
  if (study === undefined) return undefined;
  const finding = analysis.study(study);
  const found = finding.state === 'ready' ? siblingOf(finding.result) : undefined;
  return { study, state: finding.state, found };
}
