import type { Role } from '@throughcare/pathway';
import type { Href } from '../frame/path.ts';
import { paths } from '../paths.ts';

/** One stop of the tour through the demonstration. */
export interface Stop {
  readonly id: string;
  readonly title: string;
  readonly href: Href;
  /** Whom to be signed in as; null where nobody has to be. */
  readonly as: Role | null;
  /** What to do there, where the address alone does not lead to it. */
  readonly how?: string;
}

/** The tour, in its order: the way of one person from a first message to a comparison and the proof of it. */
export const stops = [
  { id: 'claims', title: 'What is claimed, and what can be shown', href: paths.home(), as: null },
  { id: 'help', title: 'Help, without a name', href: paths.help(), as: null },
  { id: 'helpline', title: 'The helpline desk', href: paths.helpline(), as: 'helpline_worker' },
  {
    id: 'concern',
    title: 'A concern',
    href: paths.helpline(),
    as: 'helpline_worker',
    how: 'Open a contact, then choose “Somebody is in danger now”.',
  },
  { id: 'concerns', title: 'The board of concerns', href: paths.concerns(), as: 'safeguarding_lead' },
  {
    id: 'referrals',
    title: 'A referral',
    href: paths.referralNew(),
    as: 'practitioner',
    how: 'Save it, accept it, and open the case with yourself.',
  },
  { id: 'today', title: 'Today', href: paths.today(), as: 'practitioner' },
  {
    id: 'person',
    title: 'One person',
    href: paths.people(),
    as: 'practitioner',
    how: 'Open somebody’s page.',
  },
  { id: 'waitingList', title: 'The waiting list', href: paths.waitingList(), as: 'programme_lead' },
  { id: 'linkage', title: 'The same people in two extracts', href: paths.linkage(), as: null },
  {
    id: 'study',
    title: 'Prison or community, with and without the programme?',
    href: paths.study({ study: 'prison-or-community' }),
    as: null,
  },
  { id: 'plan', title: 'Two chief officers', href: paths.plan({ plan: 'two-chief-officers' }), as: null },
  { id: 'audit', title: 'Who walked here', href: paths.audit(), as: 'auditor' },
] as const satisfies readonly Stop[];

export type StopId = (typeof stops)[number]['id'];

/** The line at the foot of a stop: where it goes on, and as whom. */
export interface NextStop {
  readonly title: string;
  /** Leads over the sign-in where the next stop is somebody else’s work; absent where it begins on the same page. */
  readonly href?: Href;
  readonly as?: Role;
  readonly how?: string;
}

/** The next stop after each; after the last the tour is over. */
export function tourLines(): Readonly<Record<string, NextStop>> {
  const all: readonly Stop[] = stops;
  const lines = all.slice(0, -1).map((here, i): [string, NextStop] => {
    const { title, href, as, how } = all[i + 1];
    const changes = as !== null && as !== here.as;
    const line = { title, ...(how ? { how } : {}), ...(changes ? { as } : {}) };
    if (href === here.href) return [here.id, line];
    return [here.id, { ...line, href: changes ? paths.signIn({}, { next: href }) : href }];
  });
  return Object.fromEntries(lines);
}
