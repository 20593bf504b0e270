import type { StreamKind } from '@throughcare/pathway';
import type { Asking } from './answer.ts';

/** An id as the trail shows it: its first eight signs at least. */
const BEGINNING = /^[0-9a-f]{8}(?:-?[0-9a-f]+){0,4}-?$/i;
const UUID_DIGITS = 32;

/**
 * The one record that somebody means by a case's reference, an id or the beginning of one; null where there is none,
 * where there are several, and where whoever asks may not know of it, which cannot be told apart.
 */
export async function recordNamed(
  { db, acting }: Asking,
  text: string,
): Promise<{ readonly id: string; readonly kind: StreamKind } | null> {
  const digits = BEGINNING.test(text.trim()) ? text.trim().toLowerCase().replaceAll('-', '') : '';
  const isId = digits !== '' && digits.length <= UUID_DIGITS;
  const { rows } = await db.query<{ id: string; kind: StreamKind }>(
    `select id, kind from throughcare.stream
      where organisation = $1 and (id = (select throughcare.find_for_audit($2)) or id between $3::uuid and $4::uuid) limit 2`,
    [
      acting.organisation,
      text.trim(),
      isId ? digits.padEnd(UUID_DIGITS, '0') : null,
      isId ? digits.padEnd(UUID_DIGITS, 'f') : null,
    ],
  );
  return rows.length === 1 ? rows[0] : null;
}
