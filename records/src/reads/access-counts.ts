import type { Answered, Asking } from './answer.ts';

/** Everybody is followed for as long: this many days from the referral. */
export const FOLLOWED_DAYS = 26 * 7;
export const SOON_DAYS = 13 * 7;

export const protectedCharacteristics = ['sex', 'age', 'ethnic_group', 'disability', 'religion'] as const;
export type ProtectedCharacteristic = (typeof protectedCharacteristics)[number];

/** Of one group: everybody is in exactly one of the four. */
export interface AccessCount {
  readonly characteristic: ProtectedCharacteristic;
  /** A code of the characteristic, or not_known. */
  readonly group: string;
  /** They began within 13 weeks of the referral; later, within 26. */
  readonly soon: number;
  readonly later: number;
  /** Had a place within 26 weeks and had not begun; had none. */
  readonly offered: number;
  readonly neither: number;
  /** Of those who began within 26 weeks: days within which half of them had. */
  readonly medianDays: number | null;
}

/**
 * Everybody referred in one calendar year, when the last of them has been followed for 26 weeks; nobody before. Years do
 * not overlap, so that no two of them taken together tell of a few people (E16).
 */
export async function accessCounts(
  { db, acting }: Asking,
  year: number,
): Promise<Answered<readonly AccessCount[]>> {
  const { rows } = await db.query<AccessCount & Record<string, unknown>>(
    `select characteristic, "group", soon, later, offered, neither, median_days as "medianDays"
       from throughcare.access_counts($1, $2, $3) order by characteristic, "group"`,
    [year, SOON_DAYS, FOLLOWED_DAYS],
  );
  return { value: rows, kind: 'organisation', streams: [acting.organisation], detail: { year } };
}
