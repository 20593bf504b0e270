import { SYSTEM } from '../access/actor.ts';
import { inTransaction } from '../database/transaction.ts';
import { instant } from '../database/types.ts';
import { blind, nameWords, tokensOf } from '../keys/blind-index.ts';
import { numberOf, numbersTyped } from '../keys/typed-number.ts';
import type { Store } from '../store.ts';
import type { ArrivingCase } from './read-row.ts';

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
export function likenesses(key: Uint8Array, organisation: string, arriving: ArrivingCase): string[][] {
  const { surname, forename, bornOn, pnc } = arriving.identity;
  const token = (field: string, value: string) => blind(key, organisation, field, value);
  const names = [nameWords(surname), nameWords(forename)];
  const name = [...new Set(names.flat())].map(word => token('name', word));
  // A name without a letter in it says nothing, and everybody born on that day would be alike.
  const isName = names.every(words => words.length > 0);
  return [
    [token('number', numberOf(arriving.reference))],
    ...(pnc === null ? [] : numbersTyped(pnc).map(number => [token('number', number)])),
    ...(isName ? [bornOn === null ? name : [token('number', bornOn), ...name]] : []),
  ].map(tokens => [...new Set(tokens)]);
}

/**
 * Who in the record may be the person of a row, by the blind index alone: nobody's identity is opened. All cases are
 * looked through, restricted ones too, because two records of one person are worse than a reference said to an
 * administrator; that it was said stands in the access log before it is.
 */
export async function alikeInRecord(
  store: Store,
  organisation: string,
  by: string,
  arriving: ArrivingCase,
): Promise<readonly Alike[]> {
  const sets = likenesses(store.keys.index, organisation, arriving);
  const found = await inTransaction(store, { organisation, user: SYSTEM }, async db => {
    const { rows } = await db.query<Alike>(
      `select c.id, c.reference from throughcare.case_row c
        where c.organisation = $1 and exists (
          select from jsonb_array_elements($2::jsonb) as wanted
           where (select count(*) from throughcare.case_token t
                   where t.organisation = $1 and t.case_id = c.id
                     and t.token = any (array(select jsonb_array_elements_text(wanted)::uuid)))
                 = jsonb_array_length(wanted))
          and c.id = any (array(select t.case_id from throughcare.case_token t
                where t.organisation = $1 and t.token = any ($3::uuid[])))
        order by c.reference, c.id`,
      [organisation, JSON.stringify(sets), sets.map(([rarest]) => rarest)],
    );
    return rows;
  });
  const others = withoutSeen(found, arriving);
  if (others.length > 0) {
    await inTransaction(store, { organisation, user: by }, db =>
      db.query(`select throughcare.note_access($1, 'read', 'arriving', 'case', $2, '{"alike": true}')`, [
        instant(store.clock()),
        others.map(one => one.id),
      ]),
    );
  }
  return others;
}

/** The same among the rows of a dry run, which never come into the record. */
export function makeDryRecord(key: Uint8Array, organisation: string) {
  const byToken = new Map<string, Set<Alike>>();
  return {
    alike(arriving: ArrivingCase): readonly Alike[] {
      const found = new Set<Alike>();
      for (const [first, ...rest] of likenesses(key, organisation, arriving)) {
        for (const one of byToken.get(first) ?? []) {
          if (rest.every(token => byToken.get(token)?.has(one))) found.add(one);
        }
      }
      return withoutSeen([...found], arriving);
    },
    add(id: string, { identity, reference }: ArrivingCase): void {
      const one: Alike = { id, reference };
      for (const token of tokensOf(key, organisation, { ...identity, reference })) {
        const there = byToken.get(token) ?? new Set();
        byToken.set(token, there.add(one));
      }
    },
  };
}

function withoutSeen(found: readonly Alike[], { notSameAs, reference }: ArrivingCase): readonly Alike[] {
  // The same reference is no other person, whatever the file says.
  if (notSameAs === null || numberOf(notSameAs) === numberOf(reference)) return found;
  return found.filter(one => numberOf(one.reference) !== numberOf(notSameAs));
}
