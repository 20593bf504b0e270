import { page, type Answer } from '../frame/answer.ts';
import type { Href } from '../frame/path.ts';
import type { Finding } from './finding.ts';

type NotYet = Exclude<Finding<unknown>, { readonly state: 'ready' }>;

const status = { working: 200, missing: 404, stopped: 503 } as const;

/** The page in place of a result that is not there: being worked out, stopped on the way, or never begun. */
export function notYet(
  finding: NotYet,
  asked: { title: string; again: Href; back: { href: Href; words: string } },
): Answer {
  return page('analysis/not-yet.njk', { finding, ...asked }, { status: status[finding.state] });
}
