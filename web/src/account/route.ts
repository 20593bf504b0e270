import { page, seeOther } from '../frame/answer.ts';
import { anyStaff } from '../frame/policy.ts';
import { route } from '../frame/route.ts';
import { paths } from '../paths.ts';

export const account = [
  route({ method: 'GET', path: paths.account, policy: anyStaff, handle: () => page('account/page.njk') }),
  // After signing in: the first page of this person's work.
  route({ method: 'GET', path: paths.start, policy: anyStaff, handle: ({ start }) => seeOther(start) }),
];
