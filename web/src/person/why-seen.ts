import type { Day } from '@throughcare/pathway';
import type { Organisation, Person } from '@throughcare/records';

/**
 * Why somebody sees this case, in a sentence, where they do not carry it: so that they can tell when they should not
 * (E20). Null for their own, and for one opened in an emergency, of which the page says more.
 */
export function whySeen(
  { tie, state, staff }: Pick<Person, 'tie' | 'state' | 'staff'>,
  { teams }: Pick<Organisation, 'teams'>,
  user: string,
  today: Day,
): string | null {
  const carrier = state.practitioner === null ? null : (staff[state.practitioner] ?? 'somebody who has left');
  switch (tie) {
    case 'own':
    case 'emergency':
      return null;
    case 'covered':
      return `You see this case because you stand in for ${carrier}.`;
    case 'group':
      return 'You see this case because they are in a group you lead.';
    case 'triage':
      return 'You see this case because the referral waits.';
    case 'team': {
      const isIn = (team: string) =>
        teams
          .find(one => one.id === team)
          ?.members.some(one => one.user === user && (one.until === null || today < one.until));
      const team = state.team !== null && isIn(state.team) ? teams.find(one => one.id === state.team) : null;
      return team
        ? `You see this case through the team ${team.name}.`
        : `You see this case by your role. You share a team with ${carrier ?? 'whoever carries it'}.`;
    }
    case 'role':
      return 'You see this case by your role, which shows you every case. That you opened it is noted.';
    default:
      return tie satisfies never;
  }
}
