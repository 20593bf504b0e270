import type { Unanswered } from '@throughcare/pathway';
import type { Answered, Asking } from './answer.ts';

/** Calls and chats that nobody answered, by day, the newest first: numbers that tell of nobody (E4). */
export async function unanswered({ db, acting }: Asking): Promise<Answered<Unanswered[]>> {
  const { rows } = await db.query<Unanswered & Record<string, unknown>>(
    `select day as on, channel, calls from throughcare.unanswered where organisation = $1
      order by day desc, channel limit 120`,
    [acting.organisation],
  );
  return { value: rows, kind: 'organisation', streams: [acting.organisation], detail: { rows: rows.length } };
}
