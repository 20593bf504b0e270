import { page } from '../frame/answer.ts';
import { anybody } from '../frame/policy.ts';
import { route } from '../frame/route.ts';
import { paths } from '../paths.ts';

export const accessibility = [
  route({
    method: 'GET',
    path: paths.accessibility,
    policy: anybody,
    handle: () => page('accessibility/page.njk'),
  }),
];
