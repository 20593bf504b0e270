import type { Programme, Role } from '@throughcare/pathway';
import type { Answered, Asking } from './answer.ts';

export interface Organisation {
  readonly id: string;
  readonly name: string;
  /** Made-up people: every page says so (E39). */
  readonly madeUp: boolean;
  readonly version: number;
  readonly people: readonly { user: string; name: string; roles: Role[]; active: boolean }[];
  readonly programmes: readonly Programme[];
}

export async function organisation({ db, acting }: Asking): Promise<Answered<Organisation>> {
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
    `select programme as id, name, sessions, places from throughcare.programme where organisation = $1
      order by name, programme`,
    [id],
  );
  const { name, made_up: madeUp, version } = own.rows[0];
  return {
    value: { id, name, madeUp, version, people: people.rows, programmes: programmes.rows },
    kind: 'organisation',
    streams: [id],
  };
}
