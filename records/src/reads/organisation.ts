import {
  numbersInForce,
  type Cover,
  type Day,
  type DutyDesk,
  type NumberSettings,
  type Programme,
  type Role,
  type Settings,
  type Team,
} from '@throughcare/pathway';
import { believedOn, noteOf } from '../history/believed.ts';
import { stateOf } from '../history/deciders.ts';
import { effectiveHistory } from '../history/effective.ts';
import type { Answered, Asking } from './answer.ts';
import { dutyDesksOf } from './duty-desks.ts';
import { loadIn } from './load-in.ts';
import { settingsOf } from './settings.ts';

export interface Organisation {
  readonly id: string;
  readonly name: string;
  /** Made-up people: every page says so (E39). */
  readonly madeUp: boolean;
  readonly version: number;
  readonly people: readonly { user: string; name: string; roles: Role[]; active: boolean }[];
  readonly programmes: readonly Programme[];
  readonly teams: readonly Team[];
  readonly covers: readonly Cover[];
  readonly settings: Settings;
  /** Whom to ring for a child in danger, by area. */
  readonly dutyDesks: readonly DutyDesk[];
  /** What holds now: what was set, or else the usual. */
  readonly numbers: NumberSettings;
}

export async function organisation(asking: Asking): Promise<Answered<Organisation>> {
  const { db, acting } = asking;
  const id = acting.organisation;
  const own = await db.query<{ name: string; made_up: boolean; version: number }>(
    'select name, made_up, version from throughcare.organisation_row where organisation = $1',
    [id],
  );
  const people = await db.query<{ user: string; name: string; roles: Role[]; active: boolean }>(
    `select user_id as "user", name, roles, active from throughcare.member where organisation = $1 order by name, user_id`,
    [id],
  );
  const programmes = await db.query<Programme & Record<string, unknown>>(
    `select programme as id, name, sessions, places, modules, intake, withdrawn_on as "withdrawnOn"
       from throughcare.programme where organisation = $1 order by name, programme`,
    [id],
  );
  const settings = await settingsOf(asking);
  const { name, made_up: madeUp, version } = own.rows[0];
  return {
    value: {
      id,
      name,
      madeUp,
      version,
      people: people.rows,
      programmes: programmes.rows,
      teams: await teamsOf(asking),
      covers: await coversOf(asking),
      settings,
      dutyDesks: await dutyDesksOf(asking),
      numbers: numbersInForce(settings),
    },
    kind: 'organisation',
    streams: [id],
  };
}

async function teamsOf({ db, acting }: Asking): Promise<Team[]> {
  const teams = await db.query<{ id: string; name: string; closedOn: Day | null }>(
    `select team as id, name, closed_on as "closedOn" from throughcare.team where organisation = $1
      order by closed_on nulls first, name, team`,
    [acting.organisation],
  );
  const members = await db.query<{ team: string; user: string; since: Day; until: Day | null }>(
    `select team, user_id as "user", since, until from throughcare.team_member where organisation = $1
      order by since, user_id`,
    [acting.organisation],
  );
  return teams.rows.map(one => ({ ...one, members: members.rows.filter(row => row.team === one.id) }));
}

async function coversOf({ db, acting }: Asking): Promise<Cover[]> {
  const { rows } = await db.query<{
    id: string;
    kind: Cover['kind'];
    absent: string | null;
    by: string;
    from: Day;
    until: Day;
    lost_on: Day | null;
    lost_why: 'ended' | 'left' | null;
  }>(
    `select cover as id, kind, absent, by_user as by, from_day as "from", until_day as until, lost_on, lost_why
       from throughcare.cover where organisation = $1 order by from_day, cover`,
    [acting.organisation],
  );
  return rows.map(({ kind, absent, lost_on: on, lost_why: why, ...row }) => {
    const lost = on && why ? { on, why } : null;
    return kind === 'casework' ? { ...row, kind, absent: absent!, lost } : { ...row, kind, lost };
  });
}

/** The same as it was believed at the end of a day: who worked here, in which teams, and what was offered and set. */
export async function organisationOn(asking: Asking, day: Day): Promise<Answered<Organisation>> {
  const id = asking.acting.organisation;
  const loaded = (await loadIn(asking, [id])).get(id);
  const told = believedOn(loaded?.events ?? [], day);
  const state = stateOf('organisation', effectiveHistory(told).effective);
  const { name, madeUp, programmes, teams, covers, settings, dutyDesks } = state;
  return {
    value: {
      id,
      name,
      madeUp,
      version: loaded?.head ?? 0,
      people: state.people.map(one => ({ ...one, roles: [...one.roles] })),
      programmes,
      teams,
      covers,
      settings,
      dutyDesks,
      numbers: numbersInForce(settings),
    },
    kind: 'organisation',
    streams: [id],
    detail: noteOf({ believedOn: day }),
  };
}
