import { accept, refuse, type Decider, type Decision, type Happened } from './decider.ts';
import type { Day } from './day.ts';

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

export type OrganisationEvent =
  | Happened<'founded', { name: string; madeUp: boolean }>
  | Happened<'person_joined', { user: string; name: string; roles: readonly Role[] }>
  | Happened<'roles_changed', { user: string; roles: readonly Role[] }>
  | Happened<'person_left', { user: string }>
  | Happened<'programme_offered', { programme: string; name: string; sessions: number; places: number }>;

export type OrganisationCommand =
  | { do: 'found'; on: Day; name: string; madeUp: boolean }
  | { do: 'join'; on: Day; user: string; name: string; roles: readonly Role[] }
  | { do: 'change_roles'; on: Day; user: string; roles: readonly Role[] }
  | { do: 'leave'; on: Day; user: string }
  | { do: 'offer_programme'; on: Day; programme: string; name: string; sessions: number; places: number };

export interface StaffMember {
  readonly user: string;
  readonly name: string;
  readonly roles: readonly Role[];
  readonly active: boolean;
}

export interface Programme {
  readonly id: string;
  readonly name: string;
  readonly sessions: number;
  readonly places: number;
}

export interface OrganisationState {
  readonly name: string;
  /** Made-up people: pages say so everywhere, and such data never shares a folder with real data (E39). */
  readonly madeUp: boolean;
  readonly founded: boolean;
  readonly people: readonly StaffMember[];
  readonly programmes: readonly Programme[];
}

const initial: OrganisationState = { name: '', madeUp: false, founded: false, people: [], programmes: [] };

function decide(state: OrganisationState, command: OrganisationCommand): Decision<OrganisationEvent> {
  const base = { schema: 1, occurredOn: command.on };
  if (command.do === 'found') {
    if (state.founded) return refuse('already_founded', 'This organisation is already here.');
    const { name, madeUp } = command;
    return accept({ ...base, type: 'founded', facts: { name, madeUp } });
  }
  if (!state.founded) return refuse('not_founded', 'This organisation has not been set up yet.');
  switch (command.do) {
    case 'join': {
      if (state.people.some(person => person.user === command.user)) {
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
    case 'offer_programme': {
      const { programme, name, sessions, places } = command;
      if (state.programmes.some(one => one.id === programme)) {
        return refuse('already_offered', 'That programme is already offered.');
      }
      return accept({ ...base, type: 'programme_offered', facts: { programme, name, sessions, places } });
    }
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
  decideFor: (person: StaffMember) => Decision<OrganisationEvent>,
): Decision<OrganisationEvent> {
  const person = state.people.find(one => one.user === user && one.active);
  return person
    ? decideFor(person)
    : refuse('no_such_person', 'Nobody here has that account. Nothing was saved.');
}

function evolve(state: OrganisationState, event: OrganisationEvent): OrganisationState {
  const change = (user: string, next: Partial<StaffMember>): OrganisationState => ({
    ...state,
    people: state.people.map(person => (person.user === user ? { ...person, ...next } : person)),
  });
  switch (event.type) {
    case 'founded':
      return { ...state, founded: true, name: event.facts.name, madeUp: event.facts.madeUp };
    case 'person_joined': {
      const { user, name } = event.facts;
      return { ...state, people: [...state.people, { user, name, roles: event.facts.roles, active: true }] };
    }
    case 'roles_changed':
      return change(event.facts.user, { roles: event.facts.roles });
    case 'person_left':
      return change(event.facts.user, { active: false });
    case 'programme_offered': {
      const { programme, name, sessions, places } = event.facts;
      return { ...state, programmes: [...state.programmes, { id: programme, name, sessions, places }] };
    }
    default:
      return event satisfies never;
  }
}

/** The rules of an organisation: who works here, in which roles, and what is offered. */
export const organisationDecider: Decider<OrganisationState, OrganisationCommand, OrganisationEvent> = {
  kind: 'organisation',
  initial,
  upcasts: {},
  decide,
  evolve,
};
