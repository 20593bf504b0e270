import type { Answered, Asking } from './answer.ts';

/** What somebody who works here carries now: counts alone (see `leftBehind` for those who have gone). */
export interface OpenWork {
  readonly cases: number;
  /** Groups that they lead. */
  readonly groups: number;
  /** Absences that they stand in for, now or later. */
  readonly covers: number;
  /** Concerns that wait for them as one of the two who decide. */
  readonly concerns: number;
}

/** Before somebody’s work here ends: what has to go to somebody else first. */
export async function openWork({ db, acting }: Asking, user: string): Promise<Answered<OpenWork>> {
  const { rows } = await db.query<OpenWork & Record<string, unknown>>(
    'select cases, groups, covers, concerns from throughcare.open_work($1)',
    [user],
  );
  return { value: rows[0], kind: 'organisation', streams: [acting.organisation] };
}
