import { page } from '../../frame/answer.ts';
import { caller } from '../../frame/policy.ts';
import { route } from '../../frame/route.ts';
import { paths } from '../../paths.ts';
import { crisisLines } from '../crisis.ts';
import { ways } from '../groups.ts';
import { statement } from '../statement.ts';

export const helpFront = [
  route({
    method: 'GET',
    path: paths.help,
    policy: caller,
    handle: () =>
      page('help/front/page.njk', { ways: ways.filter(way => way.caller !== 'under_18'), crisisLines }),
  }),
  route({
    method: 'GET',
    path: paths.helpKept,
    policy: caller,
    handle: () => page('help/front/kept.njk', { statement }),
  }),
];
