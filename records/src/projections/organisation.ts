import type { DutyDesk, OrganisationState, Settings, Team } from '@throughcare/pathway';
import type { Projected } from './project.ts';
import type { Row, Rows } from './tables.ts';

/** Under which name a duty desk stands among what is set, before its id. */
export const DUTY_DESK = 'dutyDesk:';

export function projectOrganisation(state: OrganisationState, { organisation, version }: Projected): Rows {
  if (!state.founded) return {};
  return {
    organisation_row: [{ organisation, version, name: state.name, made_up: state.madeUp }],
    member: state.people.map(person => ({
      organisation,
      user_id: person.user,
      name: person.name,
      roles: [...person.roles],
      active: person.active,
    })),
    programme: state.programmes.map(one => ({
      organisation,
      programme: one.id,
      name: one.name,
      sessions: one.sessions,
      places: one.places,
      intake: one.intake,
      modules: one.modules,
      withdrawn_on: one.withdrawnOn,
    })),
    team: state.teams.map(one => ({ organisation, team: one.id, name: one.name, closed_on: one.closedOn })),
    team_member: state.teams.flatMap(one => timesInTeam(organisation, one)),
    cover: state.covers.map(one => ({
      organisation,
      cover: one.id,
      kind: one.kind,
      absent: one.kind === 'casework' ? one.absent : null,
      by_user: one.by,
      from_day: one.from,
      until_day: one.until,
      lost_on: one.lost?.on ?? null,
      lost_why: one.lost?.why ?? null,
    })),
    setting: [
      ...settingRows(organisation, state.settings),
      ...state.dutyDesks.map(one => deskRow(organisation, one)),
    ],
    unanswered: state.unanswered.map(({ on: day, channel, calls }) => ({
      organisation,
      day,
      channel,
      calls,
    })),
    kept_apart: state.apart.map(({ pair, cases: [a, b], reason }) => ({
      organisation,
      pair,
      case_a: a,
      case_b: b,
      reason,
    })),
  };
}

/** One row a time in the team; who left and came back on one day has one, the latest. */
function timesInTeam(organisation: string, { id: team, members }: Team): Row[] {
  const rows = members.map(({ user, since, until }) => ({ organisation, team, user_id: user, since, until }));
  return [...new Map(rows.map(row => [`${row.since} ${row.user_id}`, row])).values()];
}

function settingRows(organisation: string, { numbers, staffedHours }: Settings): Row[] {
  const rows = Object.entries(numbers).map(([setting, one]) => ({ organisation, setting, ...one }));
  return staffedHours ? [...rows, { organisation, setting: 'staffedHours', ...staffedHours }] : rows;
}

/** A duty desk among what is set, so that a page which may not wait reads one table. */
function deskRow(organisation: string, { id, since, by: owner, ...value }: DutyDesk): Row {
  return { organisation, setting: `${DUTY_DESK}${id}`, value, since, owner };
}
