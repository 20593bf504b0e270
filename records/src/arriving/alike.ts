import type { Queryable } from '../database/connect.ts';
import { blind, nameWords } from '../keys/blind-index.ts';
import { numberOf, numbersTyped } from '../keys/typed-number.ts';
import type { ArrivingPerson } from './told.ts';

/** Somebody who may be the person of a row. */
export interface Alike {
  readonly id: string;
  readonly reference: string;
}

/**
 * Sets of tokens: whoever has all of one set may be the person of the row. The same reference, the same police number,
 * or the same whole name with the same day of birth; where the row has no day of birth, the same whole name. The token that
 * fewest people share comes first: by it they are looked up.
 */
export function likenesses(key: Uint8Array, organisation: string, person: ArrivingPerson): string[][] {
  const { surname, forename, bornOn, pnc } = person.identity;
  const token = (field: string, value: string) => blind(key, organisation, field, value);
  const names = [nameWords(surname), nameWords(forename)];
  const name = [...new Set(names.flat())].map(word => token('name', word));
  // A name without a letter in it says nothing, and everybody born on that day would be alike.
  const isName = names.every(words => words.length > 0);
  return [
    [token('number', numberOf(person.reference))],
    ...(pnc === null ? [] : numbersTyped(pnc).map(number => [token('number', number)])),
    ...(isName ? [bornOn === null ? name : [token('number', bornOn), ...name]] : []),
  ].map(tokens => [...new Set(tokens)]);
}

/**
 * Who in the record may be each of these people, by the blind index alone: nobody's identity is opened. All cases are
 * looked through, restricted ones too, because two records of one person are worse than a reference said to an
 * administrator; whoever asks notes in the access log that it was said, before it is.
 */
export async function alikeInRecord(
  db: Queryable,
  key: Uint8Array,
  organisation: string,
  people: readonly ArrivingPerson[],
): Promise<readonly (readonly Alike[])[]> {
  const sets = people.flatMap((person, n) =>
    likenesses(key, organisation, person).map(tokens => ({ n, tokens })),
  );
  const { rows } = await db.query<Alike & { n: number }>(
    `with wanted as materialized (
       select (one ->> 'n')::int as n, array(select jsonb_array_elements_text(one -> 'tokens')::uuid) as tokens
         from jsonb_array_elements($2::jsonb) as one),
     near as materialized (
       select t.case_id, t.token from throughcare.case_token t
        where t.organisation = $1 and t.token = any (array(select tokens[1] from wanted))),
     -- Once a case, and not once for each who shares its day of birth: of many that day is one that stands for none.
     of_case as materialized (
       select t.case_id, array_agg(t.token) as tokens from throughcare.case_token t
        where t.organisation = $1 and t.case_id = any (array(select distinct case_id from near))
        group by t.case_id)
     select distinct wanted.n, c.id, c.reference
       from wanted
       join near on near.token = wanted.tokens[1]
       join of_case on of_case.case_id = near.case_id and of_case.tokens @> wanted.tokens
       join throughcare.case_row c on c.organisation = $1 and c.id = near.case_id
      order by wanted.n, c.reference, c.id`,
    [organisation, JSON.stringify(sets)],
  );
  const found = Map.groupBy(rows, row => row.n);
  return people.map((_, n) => (found.get(n) ?? []).map(({ id, reference }) => ({ id, reference })));
}

/** Whether somebody looked at whoever has this other reference, and says in the file that they are another person. */
export function isAnother(other: string, { notSameAs, reference }: ArrivingPerson): boolean {
  // The same reference is no other person, whatever the file says.
  if (notSameAs === null || numberOf(notSameAs) === numberOf(reference)) return false;
  return numberOf(other) === numberOf(notSameAs);
}
