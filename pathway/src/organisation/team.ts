import { accept, refuse, type Decision, type Happened } from '../decider.ts';
import type { Day } from '../day.ts';
import type { OrganisationState } from '../organisation.ts';
import { worksHere } from './works-here.ts';

export type TeamEvent =
  | Happened<'team_made', { team: string; name: string }>
  | Happened<'team_joined', { team: string; user: string }>
  | Happened<'team_left', { team: string; user: string }>
  | Happened<'team_closed', { team: string }>;

export type TeamCommand =
  | { do: 'make_team'; on: Day; team: string; name: string }
  | { do: 'join_team'; on: Day; team: string; user: string }
  | { do: 'leave_team'; on: Day; team: string; user: string }
  | { do: 'close_team'; on: Day; team: string };

/** From when to when somebody was in a team; `until` is the day they left, and null while they are in it. */
export interface TeamMembership {
  readonly user: string;
  readonly since: Day;
  readonly until: Day | null;
}

export interface Team {
  readonly id: string;
  readonly name: string;
  readonly closedOn: Day | null;
  /** Everybody who is or was in it, in the order of joining. */
  readonly members: readonly TeamMembership[];
}

const closedTeam = refuse('team_closed', 'That team was closed. Nothing was saved.', 'team');

export function decideTeam(state: OrganisationState, command: TeamCommand): Decision<TeamEvent> {
  const base = { schema: 1, occurredOn: command.on };
  const { team: id } = command;
  const team = state.teams.find(one => one.id === id);
  if (command.do === 'make_team') {
    const name = command.name.trim();
    if (team) return refuse('already_made', 'This team is already here. Nothing was saved twice.');
    if (name === '') return refuse('no_name', 'Give the team a name. Nothing was saved.', 'name');
    return accept({ ...base, type: 'team_made', facts: { team: id, name } });
  }
  if (!team) return refuse('no_such_team', 'There is no such team here. Nothing was saved.', 'team');
  if (team.closedOn !== null) return closedTeam;
  if (command.do === 'close_team') return accept({ ...base, type: 'team_closed', facts: { team: id } });
  const { user } = command;
  const inIt = team.members.find(one => one.user === user && one.until === null);
  switch (command.do) {
    case 'join_team':
      if (inIt) return refuse('already_in', 'They are already in that team. Nothing was saved.', 'user');
      if (!worksHere(state, user)) {
        return refuse('no_such_person', 'Nobody who works here has that account. Nothing was saved.', 'user');
      }
      return accept({ ...base, type: 'team_joined', facts: { team: id, user } });
    case 'leave_team':
      if (!inIt) return refuse('not_in', 'They are not in that team. Nothing was saved.', 'user');
      return accept({ ...base, type: 'team_left', facts: { team: id, user } });
    default:
      return command satisfies never;
  }
}

export function evolveTeams(teams: readonly Team[], event: TeamEvent): readonly Team[] {
  const { occurredOn: on } = event;
  const { team: id } = event.facts;
  const change = (next: (team: Team) => Partial<Team>) =>
    teams.map(team => (team.id === id ? { ...team, ...next(team) } : team));
  switch (event.type) {
    case 'team_made':
      return [...teams, { id, name: event.facts.name, closedOn: null, members: [] }];
    case 'team_joined': {
      const joined: TeamMembership = { user: event.facts.user, since: on, until: null };
      return change(team => ({ members: [...team.members, joined] }));
    }
    case 'team_left':
      return change(team => ({ members: endMembership(team.members, on, event.facts.user) }));
    case 'team_closed':
      return change(team => ({ closedOn: on, members: endMembership(team.members, on) }));
    default:
      return event satisfies never;
  }
}

/** The memberships of everybody, or of one account, ended on that day. */
export function endMembership(
  members: readonly TeamMembership[],
  on: Day,
  user?: string,
): readonly TeamMembership[] {
  return members.map(one =>
    one.until === null && (user === undefined || one.user === user) ? { ...one, until: on } : one,
  );
}
