import { accept, refuse, type Circumstances, type Decision, type Happened } from '../decider.ts';
import type { Day } from '../day.ts';
import type { OrganisationState } from '../organisation.ts';
import { loseCovers } from './cover.ts';
import { endMembership } from './team.ts';

export const roles = {
  helpline_worker: 'Helpline worker',
  practitioner: 'Practitioner',
  programme_lead: 'Programme lead',
  safeguarding_lead: 'Safeguarding lead',
  analyst: 'Analyst',
  commissioner: 'Commissioner',
  administrator: 'Administrator',
  auditor: 'Auditor',
  // Police, probation or court staff of another body: how far their own referrals are, and nothing else (E31).
  outside_partner: 'Outside partner',
} as const;
export type Role = keyof typeof roles;

/** Who has an account, and with which roles. */
export type PeopleEvent =
  | Happened<'person_joined', { user: string; name: string; roles: readonly Role[] }>
  | Happened<'roles_changed', { user: string; roles: readonly Role[] }>
  | Happened<'person_left', { user: string }>
  /** An administrator made a new password for somebody; what it is, the record never knows. */
  | Happened<'password_renewed', { user: string; by: string }>;

export type PeopleCommand =
  | { do: 'join'; on: Day; user: string; name: string; roles: readonly Role[] }
  | { do: 'change_roles'; on: Day; user: string; roles: readonly Role[] }
  | { do: 'leave'; on: Day; user: string }
  | { do: 'renew_password'; on: Day; user: string };

export interface StaffMember {
  readonly user: string;
  readonly name: string;
  readonly roles: readonly Role[];
  readonly active: boolean;
}

export function decidePeople(
  state: OrganisationState,
  command: PeopleCommand,
  { actor }: Circumstances,
): Decision<PeopleEvent> {
  const base = { schema: 1, occurredOn: command.on };
  switch (command.do) {
    case 'join': {
      // Somebody who left can come back, with the roles that they are given now.
      if (state.people.some(person => person.user === command.user && person.active)) {
        return refuse('already_joined', 'This person already has an account here. Nothing was saved.');
      }
      const { user, name } = command;
      return accept({ ...base, type: 'person_joined', facts: { user, name, roles: [...command.roles] } });
    }
    case 'change_roles':
      return withPerson(state, command.user, person => {
        if (lastAdministrator(state, person) && !command.roles.includes('administrator')) return lastOne;
        return accept({
          ...base,
          type: 'roles_changed',
          facts: { user: person.user, roles: [...command.roles] },
        });
      });
    case 'leave':
      return withPerson(state, command.user, person =>
        lastAdministrator(state, person)
          ? lastOne
          : accept({ ...base, type: 'person_left', facts: { user: person.user } }),
      );
    case 'renew_password':
      return withPerson(state, command.user, ({ user }) =>
        accept({ ...base, type: 'password_renewed', facts: { user, by: actor } }),
      );
    default:
      return command satisfies never;
  }
}

const lastOne = refuse(
  'last_administrator',
  'This is the last administrator. Nothing was changed. Make somebody else an administrator first.',
);

function lastAdministrator(state: OrganisationState, person: StaffMember): boolean {
  const administrators = state.people.filter(one => one.active && one.roles.includes('administrator'));
  return administrators.length === 1 && administrators[0].user === person.user;
}

function withPerson(
  state: OrganisationState,
  user: string,
  decideFor: (person: StaffMember) => Decision<PeopleEvent>,
): Decision<PeopleEvent> {
  const person = state.people.find(one => one.user === user && one.active);
  return person
    ? decideFor(person)
    : refuse('no_such_person', 'Nobody here has that account. Nothing was saved.');
}

export function evolvePeople(state: OrganisationState, event: PeopleEvent): OrganisationState {
  const change = (user: string, next: Partial<StaffMember>): OrganisationState => ({
    ...state,
    people: state.people.map(person => (person.user === user ? { ...person, ...next } : person)),
  });
  switch (event.type) {
    case 'person_joined': {
      const { user, name } = event.facts;
      const others = state.people.filter(person => person.user !== user);
      return { ...state, people: [...others, { user, name, roles: event.facts.roles, active: true }] };
    }
    case 'roles_changed':
      return change(event.facts.user, { roles: event.facts.roles });
    case 'person_left':
      return left(change(event.facts.user, { active: false }), event.facts.user, event.occurredOn);
    case 'password_renewed':
      return state;
    default:
      return event satisfies never;
  }
}

/** Who has left is in no team from that day, and stands in for nobody: what they covered shows as uncovered. */
function left(state: OrganisationState, user: string, on: Day): OrganisationState {
  return {
    ...state,
    teams: state.teams.map(team => ({ ...team, members: endMembership(team.members, on, user) })),
    covers: loseCovers(state.covers, user, on),
  };
}
