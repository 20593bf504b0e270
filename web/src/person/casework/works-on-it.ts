import { coversOn, type Day } from '@throughcare/pathway';
import type { Organisation, Person } from '@throughcare/records';

type Here = Pick<Organisation, 'people' | 'teams' | 'covers'>;

/**
 * Those whose work the case is, to be given a task in it: whoever carries it or stands in for them, somebody of its team
 * or of a group that the person is in, and leads; before it is opened every practitioner, as with what waits for triage.
 *
 * E20: from nothing but what they do here. It says neither who is kept out by name or by a restriction nor who stepped
 * away: they stand in it as before, and the record refuses them in the words that it has for everybody who cannot be
 * given it. A list without them would tell everybody who opens the form.
 */
export function worksOnIt(
  { state, groups }: Pick<Person, 'state' | 'groups'>,
  { people, teams, covers }: Here,
  today: Day,
): Organisation['people'] {
  const { practitioner, team } = state;
  const isOpen = state.status !== 'referred' && state.status !== 'accepted';
  const theirs = new Set([
    practitioner,
    ...covers.flatMap(one =>
      one.kind === 'casework' && one.absent === practitioner && coversOn(one, today) ? [one.by] : [],
    ),
    ...teams.flatMap(one =>
      one.id === team ? one.members.flatMap(({ user, until }) => (until === null ? [user] : [])) : [],
    ),
    ...Object.values(groups).map(one => one.lead),
  ]);
  return people.filter(({ user, active, roles }) => {
    if (!active) return false;
    if (roles.includes('programme_lead') || roles.includes('safeguarding_lead')) return true;
    return roles.includes('practitioner') && (!isOpen || theirs.has(user));
  });
}
