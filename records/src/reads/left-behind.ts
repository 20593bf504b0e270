import type { Answered, Asking } from './answer.ts';

/** What somebody who has left still carries: counts alone, for whoever hands it on need not see whose cases they are. */
export interface LeftBehind {
  readonly user: string;
  readonly cases: number;
  readonly groups: number;
}

/** Everybody who has left and still carries something: it is shown until it has gone to somebody. */
export async function leftBehind({ db, acting }: Asking): Promise<Answered<LeftBehind[]>> {
  const { rows } = await db.query<LeftBehind & Record<string, unknown>>(
    'select user_id as "user", cases, groups from throughcare.left_behind()',
  );
  const value = rows.filter(one => one.cases > 0 || one.groups > 0);
  return { value, kind: 'organisation', streams: [acting.organisation], detail: { rows: value.length } };
}
