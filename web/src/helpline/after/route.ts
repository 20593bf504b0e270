import { z } from 'zod';
import { page } from '../../frame/answer.ts';
import { staff } from '../../frame/policy.ts';
import { route } from '../../frame/route.ts';
import { paths } from '../../paths.ts';

/**
 * After a call: a pause, for whoever took it. Nothing is asked, counted or kept here, and nobody learns that it was
 * opened: what a worker shares of how they are, they share themselves (E19). So it does not look at the record at all.
 */
export const helplineAfter = [
  route({
    method: 'GET',
    path: paths.helplineAfter,
    policy: staff('helpline_worker'),
    query: z.object({ contact: z.uuid().optional().catch(undefined) }),
    handle: ({ query: { contact } }) => page('helpline/after/page.njk', { contact }),
  }),
];
