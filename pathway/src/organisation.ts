import { accept, refuse, type Circumstances, type Decider, type Decision, type Happened } from './decider.ts';
import type { Day } from './day.ts';
import {
  decideApart,
  evolveApart,
  type Apart,
  type ApartCommand,
  type ApartEvent,
} from './organisation/apart.ts';
import { organisationCommandOf } from './organisation/command-of.ts';
import {
  decideCover,
  evolveCovers,
  loseCovers,
  type Cover,
  type CoverCommand,
  type CoverEvent,
} from './organisation/cover.ts';
import { impossibleOrganisation } from './organisation/impossible.ts';
import {
  decideLooked,
  evolveLooked,
  type LookedCommand,
  type LookedEvent,
  type LookedInto,
} from './organisation/looked-into.ts';
import {
  decideProgramme,
  evolveProgrammes,
  type Programme,
  type ProgrammeCommand,
  type ProgrammeEvent,
} from './organisation/programme.ts';
import type { RoleDuty } from './law/mandatory-reporting.ts';
import {
  decideReporting,
  evolveReporting,
  type ReportingCommand,
  type ReportingEvent,
} from './organisation/reporting.ts';
import {
  decideRetention,
  evolveRetention,
  retentionUpcasts,
  type RetentionCommand,
  type RetentionEvent,
  type RetentionSchedule,
} from './organisation/retention.ts';
import {
  decideRecordsHold,
  evolveRecordsHolds,
  type RecordsHold,
  type RecordsHoldCommand,
  type RecordsHoldEvent,
} from './organisation/records-hold.ts';
import {
  decideSetting,
  evolveSettings,
  noSettings,
  type SettingCommand,
  type SettingEvent,
  type Settings,
} from './organisation/setting.ts';
import {
  decideTeam,
  endMembership,
  evolveTeams,
  type Team,
  type TeamCommand,
  type TeamEvent,
} from './organisation/team.ts';
import {
  decideUnanswered,
  evolveUnanswered,
  type Unanswered,
  type UnansweredCommand,
  type UnansweredEvent,
} from './organisation/unanswered.ts';

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
  /** An administrator made a new password for somebody; what it is, the record never knows. */
  | Happened<'password_renewed', { user: string; by: string }>
  | TeamEvent
  | CoverEvent
  | ProgrammeEvent
  | SettingEvent
  | RetentionEvent
  | RecordsHoldEvent
  | UnansweredEvent
  | ReportingEvent
  | ApartEvent
  | LookedEvent;

export type OrganisationCommand =
  | { do: 'found'; on: Day; name: string; madeUp: boolean }
  | { do: 'join'; on: Day; user: string; name: string; roles: readonly Role[] }
  | { do: 'change_roles'; on: Day; user: string; roles: readonly Role[] }
  | { do: 'leave'; on: Day; user: string }
  | { do: 'renew_password'; on: Day; user: string }
  | TeamCommand
  | CoverCommand
  | ProgrammeCommand
  | SettingCommand
  | RetentionCommand
  | RecordsHoldCommand
  | UnansweredCommand
  | ReportingCommand
  | ApartCommand
  | LookedCommand;

export interface StaffMember {
  readonly user: string;
  readonly name: string;
  readonly roles: readonly Role[];
  readonly active: boolean;
}

export interface OrganisationState {
  readonly name: string;
  /** Made-up people: pages say so everywhere, and such data never shares a folder with real data (E39). */
  readonly madeUp: boolean;
  readonly founded: boolean;
  readonly people: readonly StaffMember[];
  readonly programmes: readonly Programme[];
  readonly teams: readonly Team[];
  readonly covers: readonly Cover[];
  readonly settings: Settings;
  /** At most one a class; what has none is never deleted. */
  readonly retention: readonly RetentionSchedule[];
  /** Holds on a class of records or on all; each wins over every schedule. */
  readonly recordsHolds: readonly RecordsHold[];
  readonly unanswered: readonly Unanswered[];
  /** Pairs of cases whose people may not be in one group, as far as whoever reads may know of them. */
  readonly apart: readonly Apart[];
  /** The duty to report child sexual abuse, for each role for which it was set. */
  readonly reportingDuties: readonly RoleDuty[];
  /** Unusual reads that an auditor looked into; known to auditors alone. */
  readonly lookedInto: readonly LookedInto[];
}

const initial: OrganisationState = {
  name: '',
  madeUp: false,
  founded: false,
  people: [],
  programmes: [],
  teams: [],
  covers: [],
  settings: noSettings,
  retention: [],
  recordsHolds: [],
  unanswered: [],
  apart: [],
  reportingDuties: [],
  lookedInto: [],
};

function decide(
  state: OrganisationState,
  command: OrganisationCommand,
  circumstances: Circumstances,
): Decision<OrganisationEvent> {
  const { today } = circumstances;
  const base = { schema: 1, occurredOn: command.on };
  if (command.do === 'found') {
    if (state.founded) return refuse('already_founded', 'This organisation is already here.');
    const { name, madeUp } = command;
    return accept({ ...base, type: 'founded', facts: { name, madeUp } });
  }
  if (!state.founded) return refuse('not_founded', 'This organisation has not been set up yet.');
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
        accept({ ...base, type: 'password_renewed', facts: { user, by: circumstances.actor } }),
      );
    case 'make_team':
    case 'join_team':
    case 'leave_team':
    case 'close_team':
      return decideTeam(state, command);
    case 'arrange_cover':
    case 'arrange_on_call':
    case 'end_cover':
      return decideCover(state, command);
    case 'offer_programme':
    case 'shape_programme':
    case 'withdraw_programme':
      return decideProgramme(state, command);
    case 'set_number':
    case 'set_staffed_hours':
      return decideSetting(state, command, today);
    case 'set_retention':
    case 'check_retention':
    case 'end_retention':
      return decideRetention(state, command, circumstances);
    case 'hold_records':
    case 'free_records':
      return decideRecordsHold(state, command, circumstances);
    case 'count_unanswered':
      return decideUnanswered(command, today);
    case 'keep_apart':
    case 'end_apart':
      return decideApart(state, command);
    case 'set_mandatory_reporting':
      return decideReporting(command);
    case 'look_into_reads':
    case 'open_reads_again':
      return decideLooked(state, command, circumstances);
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
      const others = state.people.filter(person => person.user !== user);
      return { ...state, people: [...others, { user, name, roles: event.facts.roles, active: true }] };
    }
    case 'roles_changed':
      return change(event.facts.user, { roles: event.facts.roles });
    case 'person_left':
      return left(change(event.facts.user, { active: false }), event.facts.user, event.occurredOn);
    case 'password_renewed':
      return state;
    case 'team_made':
    case 'team_joined':
    case 'team_left':
    case 'team_closed':
      return { ...state, teams: evolveTeams(state.teams, event) };
    case 'cover_arranged':
    case 'on_call_arranged':
    case 'cover_ended':
      return { ...state, covers: evolveCovers(state.covers, event) };
    case 'programme_offered':
    case 'programme_shaped':
    case 'programme_withdrawn':
      return { ...state, programmes: evolveProgrammes(state.programmes, event) };
    case 'setting_set':
    case 'staffed_hours_set':
      return { ...state, settings: evolveSettings(state.settings, event) };
    case 'retention_set':
    case 'retention_checked':
    case 'retention_ended':
      return { ...state, retention: evolveRetention(state.retention, event) };
    case 'records_held':
    case 'records_freed':
      return { ...state, recordsHolds: evolveRecordsHolds(state.recordsHolds, event) };
    case 'unanswered_counted':
      return { ...state, unanswered: evolveUnanswered(state.unanswered, event) };
    case 'kept_apart':
    case 'apart_no_longer':
      return { ...state, apart: evolveApart(state.apart, event) };
    case 'mandatory_reporting_set':
      return { ...state, reportingDuties: evolveReporting(state.reportingDuties, event) };
    case 'reads_looked_into':
    case 'reads_opened_again':
      return { ...state, lookedInto: evolveLooked(state.lookedInto, event) };
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

/** The rules of an organisation: who works here, in which roles, who stands in for whom, and what is offered. */
export const organisationDecider: Decider<OrganisationState, OrganisationCommand, OrganisationEvent> = {
  kind: 'organisation',
  initial,
  upcasts: retentionUpcasts,
  commandOf: organisationCommandOf,
  impossible: impossibleOrganisation,
  decide,
  evolve,
};
