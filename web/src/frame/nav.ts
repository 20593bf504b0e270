import type { Role } from '@throughcare/pathway';
import { paths } from '../paths.ts';
import type { Href } from './path.ts';
import { allows } from './policy.ts';
import type { Route } from './route.ts';

/** The main navigation, in the order it is read. */
const entries = [
  { text: 'Today', path: paths.today },
  { text: 'Helpline', path: paths.helpline },
  { text: 'People', path: paths.people },
  { text: 'How people are', path: paths.welfare },
  { text: 'Referrals', path: paths.referrals },
  { text: 'Referrals you sent', path: paths.sent },
  { text: 'Worried about a child', path: paths.sentConcern },
  { text: 'Groups', path: paths.groups },
  { text: 'Waiting list', path: paths.waitingList },
  { text: 'Studies', path: paths.studies },
  { text: 'Study desk', path: paths.desk },
  { text: 'Plans', path: paths.plans },
  { text: 'Linkage', path: paths.linkage },
  { text: 'Who is helped', path: paths.access },
  { text: 'Audit', path: paths.audit },
  { text: 'Organisation', path: paths.organisation },
  { text: 'How long we keep', path: paths.retention },
  { text: 'Notes that wait', path: paths.drafts },
  // Last, because they are many people’s, and most people’s work begins elsewhere.
  { text: 'Concerns', path: paths.concerns },
  { text: 'Opened in an emergency', path: paths.openings },
  { text: 'Sensitive reads', path: paths.sensitiveReads },
] as const;

export interface NavItem {
  readonly text: string;
  readonly href: Href;
  readonly current: boolean;
}

/**
 * What somebody with these roles sees: the entries whose page exists and whose own policy lets them in, so that the
 * navigation can neither offer a closed door nor forget an open one.
 */
export function navFor(declaredRoutes: readonly Route[], held: readonly Role[], pattern: string): NavItem[] {
  return entries
    .filter(entry =>
      declaredRoutes.some(
        route => route.method === 'GET' && route.pattern === entry.path.pattern && allows(route.policy, held),
      ),
    )
    .map(({ text, path }) => ({
      text,
      href: path(),
      current: pattern === path.pattern || pattern.startsWith(`${path.pattern}/`),
    }));
}

/** The first page of somebody's work: the first entry that they see. */
export function startOf(declaredRoutes: readonly Route[], held: readonly Role[]): Href {
  return navFor(declaredRoutes, held, '')[0]?.href ?? paths.account();
}
