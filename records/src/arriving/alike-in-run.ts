import { blind, nameWords } from '../keys/blind-index.ts';
import { numberOf } from '../keys/typed-number.ts';
import { likenesses, type Alike } from './alike.ts';
import type { ArrivingPerson } from './told.ts';

/**
 * The same among people who are not in the record yet: those of one batch, and all of a dry run, who never come there.
 * It keeps some 20 bytes for each token by which they can be found, and no name.
 */
export function peopleOfRun(key: Uint8Array, organisation: string) {
  const people: Alike[] = [];
  /** Where the tokens of each person begin; those of one lie beside each other. */
  const begins: number[] = [];
  /** Each token as a number, whose it is, and the entry before with the same token. */
  const [tokens, whose, before] = [longList(Float64Array), longList(Int32Array), longList(Int32Array)];
  const last = new Map<number, number>();
  const has = (person: number, token: number) => {
    const end = person + 1 < begins.length ? begins[person + 1] : tokens.length();
    for (let at = begins[person]; at < end; at++) if (tokens.at(at) === token) return true;
    return false;
  };
  return {
    alike(person: ArrivingPerson): readonly Alike[] {
      const found = new Set<number>();
      for (const [rarest, ...others] of likenesses(key, organisation, person).map(set => set.map(short))) {
        for (let at = last.get(rarest) ?? -1; at >= 0; at = before.at(at)) {
          const one = whose.at(at);
          if (others.every(token => has(one, token))) found.add(one);
        }
      }
      return [...found].sort((a, b) => a - b).map(one => people[one]);
    },
    add(id: string, person: ArrivingPerson): void {
      begins.push(tokens.length());
      for (const token of new Set(findable(key, organisation, person).map(short))) {
        const at = tokens.length();
        tokens.add(token);
        whose.add(people.length);
        before.add(last.get(token) ?? -1);
        last.set(token, at);
      }
      people.push({ id, reference: person.reference });
    },
  };
}

/** The tokens of somebody that a likeness can ask for: of all under which the record finds people, the whole words. */
function findable(key: Uint8Array, organisation: string, { identity, reference }: ArrivingPerson): string[] {
  const { surname, forename, bornOn, pnc } = identity;
  const numbers = [reference, bornOn, pnc].filter(one => one !== null).map(numberOf);
  return [
    ...numbers.map(number => blind(key, organisation, 'number', number)),
    ...[surname, forename].flatMap(nameWords).map(word => blind(key, organisation, 'name', word)),
  ];
}

/** A token as a number of 52 bits: of a million, two would be taken for one once in some ten thousand files. */
function short(token: string): number {
  return Number.parseInt(token.replaceAll('-', '').slice(0, 13), 16);
}

/** Numbers without an object for each. */
function longList(make: new (length: number) => Float64Array | Int32Array) {
  let list = new make(1024);
  let length = 0;
  return {
    at: (index: number) => list[index],
    length: () => length,
    add(value: number) {
      if (length === list.length) {
        const longer = new make(length * 2);
        longer.set(list);
        list = longer;
      }
      list[length++] = value;
    },
  };
}
