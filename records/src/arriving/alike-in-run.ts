import { blind, nameWords } from '../keys/blind-index.ts';
import { numberOf } from '../keys/typed-number.ts';
import { likenesses } from './alike.ts';
import type { ArrivingPerson } from './told.ts';

/**
 * The same among people who are not in the record yet: those of one batch, and all of a dry run, who never come there.
 * It keeps some 30 bytes for each token by which they can be found, their references, and no name.
 */
export function peopleOfRun(key: Uint8Array, organisation: string) {
  const references: string[] = [];
  /** Where the tokens of each person begin; those of one lie beside each other. */
  const begins: number[] = [];
  /** Each token as a number, whose it is, and the entry before with the same token. */
  const [tokens, whose, before] = [longList(Float64Array), longList(Int32Array), longList(Int32Array)];
  const last = latestOf(tokens.at);
  const has = (person: number, token: number) => {
    const end = person + 1 < begins.length ? begins[person + 1] : tokens.length();
    for (let at = begins[person]; at < end; at++) if (tokens.at(at) === token) return true;
    return false;
  };
  return {
    /** The references of those who may be this person, in the order in which they came. */
    alike(person: ArrivingPerson): readonly string[] {
      const found = new Set<number>();
      for (const [rarest, ...others] of likenesses(key, organisation, person).map(set => set.map(short))) {
        for (let at = last.of(rarest); at >= 0; at = before.at(at)) {
          const one = whose.at(at);
          if (others.every(token => has(one, token))) found.add(one);
        }
      }
      return [...found].sort((a, b) => a - b).map(one => references[one]);
    },
    add(person: ArrivingPerson): void {
      begins.push(tokens.length());
      for (const token of new Set(findable(key, organisation, person).map(short))) {
        const at = tokens.length();
        tokens.add(token);
        whose.add(references.length);
        before.add(last.of(token));
        last.put(token, at);
      }
      // As a string of its own: one that was cut out of a row keeps all of the row.
      references.push(Buffer.from(person.reference).toString());
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

/**
 * Where each token stands last, as a table of places in the list of tokens: the token is in the list already, and a `Map`
 * would keep it again, in ten times the bytes. Tokens are made by a hash, so their last bits say where to look first.
 */
function latestOf(tokenAt: (at: number) => number) {
  let slots = new Int32Array(4096).fill(-1);
  let used = 0;
  const slotOf = (token: number) => {
    let slot = token % slots.length;
    while (slots[slot] >= 0 && tokenAt(slots[slot]) !== token) slot = (slot + 1) % slots.length;
    return slot;
  };
  return {
    /** -1 where it stands nowhere yet. */
    of: (token: number) => slots[slotOf(token)],
    put(token: number, at: number) {
      const slot = slotOf(token);
      if (slots[slot] < 0) used++;
      slots[slot] = at;
      if (used * 4 < slots.length * 3) return;
      const held = slots.filter(one => one >= 0);
      slots = new Int32Array(slots.length * 2).fill(-1);
      for (const one of held) slots[slotOf(tokenAt(one))] = one;
    },
  };
}
