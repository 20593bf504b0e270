import type { Asking } from './answer.ts';

/** The names of everybody who works or has worked here, by account. */
export async function staffNames({ db, acting }: Asking): Promise<Record<string, string>> {
  const { rows } = await db.query<{ user_id: string; name: string }>(
    'select user_id, name from throughcare.member where organisation = $1',
    [acting.organisation],
  );
  return Object.fromEntries(rows.map(row => [row.user_id, row.name]));
}
