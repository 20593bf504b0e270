import { accept, refuse, type Circumstances, type Decider, type Decision, type Happened } from './decider.ts';
import { sayDay, type Day } from './day.ts';
import { afterTheLast, tellAlso } from './last-told.ts';
import { decideApart, evolveApart, type ApartCommand, type ApartEvent } from './organisation/apart.ts';
import { organisationCommandOf } from './organisation/command-of.ts';
import { decideCover, evolveCovers, type CoverCommand, type CoverEvent } from './organisation/cover.ts';
import {
  decideDutyDesk,
  evolveDutyDesks,
  type DutyDeskCommand,
  type DutyDeskEvent,
} from './organisation/duty-desk.ts';
import { impossibleOrganisation } from './organisation/impossible.ts';
import {
  decideLooked,
  evolveLooked,
  type LookedCommand,
  type LookedEvent,
} from './organisation/looked-into.ts';
import {
  decideProgramme,
  evolveProgrammes,
  type ProgrammeCommand,
  type ProgrammeEvent,
} from './organisation/programme.ts';
import { decidePeople, evolvePeople, type PeopleCommand, type PeopleEvent } from './organisation/people.ts';
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
} from './organisation/retention.ts';
import { aboutWhat, followedBy } from './organisation/order.ts';
import {
  decideRecordsHold,
  evolveRecordsHolds,
  type RecordsHoldCommand,
  type RecordsHoldEvent,
} from './organisation/records-hold.ts';
import {
  decideSetting,
  evolveSettings,
  type SettingCommand,
  type SettingEvent,
} from './organisation/setting.ts';
import { noOrganisation, type OrganisationState } from './organisation/state.ts';
import { decideTeam, evolveTeams, type TeamCommand, type TeamEvent } from './organisation/team.ts';
import {
  decideUnanswered,
  evolveUnanswered,
  type UnansweredCommand,
  type UnansweredEvent,
} from './organisation/unanswered.ts';

export type { OrganisationState };

export type OrganisationEvent =
  | Happened<'founded', { name: string; madeUp: boolean }>
  | PeopleEvent
  | TeamEvent
  | CoverEvent
  | ProgrammeEvent
  | SettingEvent
  | RetentionEvent
  | RecordsHoldEvent
  | UnansweredEvent
  | ReportingEvent
  | DutyDeskEvent
  | ApartEvent
  | LookedEvent;

export type OrganisationCommand =
  | { do: 'found'; on: Day; name: string; madeUp: boolean }
  | PeopleCommand
  | TeamCommand
  | CoverCommand
  | ProgrammeCommand
  | SettingCommand
  | RetentionCommand
  | RecordsHoldCommand
  | UnansweredCommand
  | ReportingCommand
  | DutyDeskCommand
  | ApartCommand
  | LookedCommand;

function decide(
  state: OrganisationState,
  command: OrganisationCommand,
  circumstances: Circumstances,
): Decision<OrganisationEvent> {
  const { today } = circumstances;
  if (command.on > today) {
    return refuse('in_the_future', `That date is after today, ${sayDay(today)}. Nothing was saved.`, 'on');
  }
  return afterTheLast(decideOnState(state, command, circumstances), state.lastTold, today, followedBy);
}

function decideOnState(
  state: OrganisationState,
  command: OrganisationCommand,
  circumstances: Circumstances,
): Decision<OrganisationEvent> {
  const base = { schema: 1, occurredOn: command.on };
  if (command.do === 'found') {
    if (state.founded)
      return refuse('already_founded', 'This organisation is already here. Nothing was saved.');
    const { name, madeUp } = command;
    return accept({ ...base, type: 'founded', facts: { name, madeUp } });
  }
  if (!state.founded)
    return refuse('not_founded', 'This organisation has not been set up yet. Nothing was saved.');
  switch (command.do) {
    case 'join':
    case 'change_roles':
    case 'leave':
    case 'renew_password':
      return decidePeople(state, command, circumstances);
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
      return decideSetting(state, command);
    case 'set_retention':
    case 'check_retention':
    case 'end_retention':
      return decideRetention(state, command, circumstances);
    case 'hold_records':
    case 'free_records':
      return decideRecordsHold(state, command, circumstances);
    case 'count_unanswered':
      return decideUnanswered(command);
    case 'keep_apart':
    case 'end_apart':
      return decideApart(state, command);
    case 'set_mandatory_reporting':
      return decideReporting(command);
    case 'set_duty_desk':
    case 'remove_duty_desk':
      return decideDutyDesk(state, command, circumstances);
    case 'look_into_reads':
    case 'open_reads_again':
      return decideLooked(state, command, circumstances);
    default:
      return command satisfies never;
  }
}

function evolve(state: OrganisationState, event: OrganisationEvent): OrganisationState {
  const lastTold = tellAlso(state.lastTold, aboutWhat(event), event.occurredOn);
  return { ...changed(state, event), lastTold };
}

function changed(state: OrganisationState, event: OrganisationEvent): OrganisationState {
  switch (event.type) {
    case 'founded':
      return { ...state, founded: true, name: event.facts.name, madeUp: event.facts.madeUp };
    case 'person_joined':
    case 'roles_changed':
    case 'person_left':
    case 'password_renewed':
      return evolvePeople(state, event);
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
    case 'duty_desk_set':
    case 'duty_desk_removed':
      return { ...state, dutyDesks: evolveDutyDesks(state.dutyDesks, event) };
    case 'reads_looked_into':
    case 'reads_opened_again':
      return { ...state, lookedInto: evolveLooked(state.lookedInto, event) };
    default:
      return event satisfies never;
  }
}

/** The rules of an organisation: who works here, in which roles, who stands in for whom, and what is offered. */
export const organisationDecider: Decider<OrganisationState, OrganisationCommand, OrganisationEvent> = {
  kind: 'organisation',
  initial: noOrganisation,
  upcasts: retentionUpcasts,
  commandOf: organisationCommandOf,
  impossible: impossibleOrganisation,
  decide,
  evolve,
};
