import { createHash } from 'node:crypto';
import type { PairPeople } from '../report/pair-people.ts';

/**
 * Numbers in place of the ids of a file: the same person has the same number in every comparison, and the numbers follow
 * the order of no file. Whoever has the ids can find them again, so they protect against a glance and no more.
 */
export function pseudonyms(all: readonly PairPeople[], salt: string): ReadonlyMap<string, number> {
  const ids = new Set<string>();
  for (const people of all) for (let i = 0; i < people.treated.length; i++) ids.add(people.id(i));
  const shuffled = Array.from(ids, id => ({
    id,
    hash: createHash('sha256').update(`${salt}:${id}`).digest('hex'),
  })).sort((a, b) => (a.hash < b.hash ? -1 : 1));
  return new Map(shuffled.map(({ id }, k) => [id, k + 1]));
}
