import type { Store } from '../store.ts';
import { readLetterCode } from './code.ts';
import { letterMark, type LetterFace } from './mark.ts';

/** All that anybody is told of a letter by its code. */
export type LetterStanding = 'genuine' | 'withdrawn' | 'not_known';

/**
 * Whether a letter is ours and stands (E38). Whoever asks is not known and nothing of the question is kept: no row in
 * the access log, for the answer names nobody and no record. A wrong code and a changed letter are answered by the
 * same words and the same look-up; so is one whose record was erased.
 */
export async function letterStanding(
  { pool, keys }: Pick<Store, 'pool' | 'keys'>,
  typed: string,
  face: LetterFace,
): Promise<LetterStanding> {
  const mark = letterMark(keys.index, readLetterCode(typed) ?? '', face);
  const { rows } = await pool.query<{ standing: LetterStanding }>(
    'select throughcare.letter_standing($1) as standing',
    [mark],
  );
  return rows[0].standing;
}
