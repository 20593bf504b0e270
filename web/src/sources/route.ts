import { page } from '../frame/answer.ts';
import { anybody } from '../frame/policy.ts';
import { route } from '../frame/route.ts';
import { paths } from '../paths.ts';
import { sources } from './sources.ts';

export const sourcesPage = [
  route({
    method: 'GET',
    path: paths.sources,
    policy: anybody,
    handle: () =>
      page('sources/page.njk', {
        sources: Object.entries(sources).map(([id, source]) => ({ id, ...source })),
      }),
  }),
];
