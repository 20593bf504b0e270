import type { Seen, Viewer } from '../../../src/access/viewer.ts';
import { accounts, NORTH, type World } from './drawn.ts';

/** A record in the database, and what the policy has to know of it. */
export type Made = Seen & {
  readonly id: string;
  /** A word that stands in it and nowhere else: the name of a person or a group, or what somebody wrote. */
  readonly mark: string;
  readonly reference?: string;
  readonly isEnrolled?: boolean;
  /** Whether they asked for a copy of what is held about them, as 'r1'. */
  readonly hasCopy?: boolean;
  /** Of a group: who leads it. */
  readonly ledBy?: string;
  readonly isHandedOver?: boolean;
  readonly isInGroup?: boolean;
  /** Who sent the referral from outside. */
  readonly sentBy?: string | null;
};

const isGone = (world: World, user: string) => world.left.some(one => one === user);

/** Who looks at a drawn organisation: each of its accounts, as they are there. */
export function viewersOf(organisation: string, world: World): Viewer[] {
  return accounts.map((user, index) => ({
    user,
    organisation,
    roles: isGone(world, user) ? [] : world.roles[index],
    teams: user === 'u1' ? [NORTH] : [],
    covers: world.covers
      .filter(one => one.by === user && one.absent !== user && one.days === 'today')
      .map(one => one.absent),
  }));
}

/** Whether somebody is told how far a referral is: they sent it. What is done about it meanwhile takes none from their list. */
export function toldAsSender({ user, organisation, roles }: Viewer, one: Made): boolean {
  return one.organisation === organisation && one.sentBy === user && roles.includes('outside_partner');
}
