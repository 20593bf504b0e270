import type { Day, ReferralStands } from '@throughcare/pathway';
import type { Answered, Asking } from './answer.ts';

/** How far one referral is that somebody sent from outside: all that they are told of it (E31). */
export interface SentRow {
  /** The reference that they were given when they sent it; it names nobody. */
  readonly reference: string;
  readonly sentOn: Day;
  readonly stands: ReferralStands;
}

export interface SentQuery {
  /** Where the page before ended. */
  readonly after?: Pick<SentRow, 'sentOn' | 'reference'>;
  readonly limit?: number;
}

export interface Sent {
  readonly rows: readonly SentRow[];
  /** Whether there are older ones. */
  readonly more: boolean;
}

/**
 * The referrals that whoever asks sent themselves, newest first: by the day on which they sent them, because an order
 * by what changed last would tell when it did.
 */
export async function sent(
  { db, acting }: Asking,
  { after, limit = 100 }: SentQuery,
): Promise<Answered<Sent>> {
  const { rows } = await db.query<SentRow & { case: string }>(
    `select case_id as case, reference, sent_on as "sentOn", stands from throughcare.referral_sent
      where organisation = $1 and sent_by = $2
        and ($3::date is null or sent_on < $3 or sent_on = $3 and reference > $4)
      order by sent_on desc, reference limit $5`,
    [acting.organisation, acting.user, after?.sentOn ?? null, after?.reference ?? null, limit + 1],
  );
  const shown = rows.slice(0, limit);
  return {
    value: {
      rows: shown.map(({ reference, sentOn, stands }) => ({ reference, sentOn, stands })),
      more: rows.length > limit,
    },
    kind: 'case',
    streams: shown.map(row => row.case),
    detail: { rows: shown.length },
  };
}
