import { createHmac } from 'node:crypto';
import { numberOf, numbersTyped } from './typed-number.ts';

/**
 * A keyed token, 16 bytes written as a uuid, which PostgreSQL compares quickly and leakproof. The same words
 * give the same token only under the same key, so a token tells nothing to somebody without it, but for how
 * often it occurs.
 */
export function blind(key: Uint8Array, ...parts: readonly (string | number)[]): string {
  const hex = createHmac('sha256', key).update(JSON.stringify(parts)).digest('hex').slice(0, 32);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

/** What can be looked for: exact names, their beginnings, their sound, and exact numbers and days. */
export interface Searchable {
  readonly surname: string;
  readonly forename: string;
  readonly bornOn: string | null;
  readonly pnc: string | null;
  readonly reference: string;
}

const SHORTEST_BEGINNING = 3;
const LONGEST_BEGINNING = 8;

/** Every token under which a person can be found, sorted, each once. */
export function tokensOf(key: Uint8Array, organisation: string, person: Searchable): string[] {
  const tokens = new Set<string>();
  const add = (field: string, value: string) => tokens.add(blind(key, organisation, field, value));
  for (const name of [person.surname, person.forename]) {
    for (const word of nameWords(name)) {
      add('name', word);
      add('sound', soundOf(word));
      for (let n = SHORTEST_BEGINNING; n <= Math.min(LONGEST_BEGINNING, word.length); n++) {
        add('beginning', word.slice(0, n));
      }
    }
  }
  if (person.bornOn !== null) add('number', person.bornOn);
  if (person.pnc !== null) add('number', numberOf(person.pnc));
  add('number', numberOf(person.reference));
  return [...tokens].sort();
}

/**
 * The tokens to look for, a list for each word that was typed: a person is found when every word meets one of
 * its list. Empty when nothing that can be looked for was typed.
 */
export function tokensToFind(key: Uint8Array, organisation: string, typed: string): string[][] {
  return joinPrefixes(typed)
    .split(/[\s,;]+/)
    .filter(word => word !== '')
    .slice(0, 6)
    .map(word => {
      const made = numbersTyped(word).map(number => blind(key, organisation, 'number', number));
      for (const name of nameWords(word)) {
        made.push(blind(key, organisation, 'name', name), blind(key, organisation, 'sound', soundOf(name)));
        if (name.length >= SHORTEST_BEGINNING) {
          made.push(blind(key, organisation, 'beginning', name.slice(0, LONGEST_BEGINNING)));
        }
      }
      return made;
    });
}

/** Lower case, without accents, apostrophes or anything but letters; a double-barrelled name gives its parts too. */
export function nameWords(name: string): string[] {
  const plain = name.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replace(/['’]/g, '');
  const parts = plain.split(/[^\p{L}]+/u).filter(part => part !== '');
  return parts.length > 1 ? [...parts, parts.join('')] : parts;
}

/** 'O Brien', 'Mc Donald', 'Mac Leod': typed apart, they are one name. */
function joinPrefixes(typed: string): string {
  return typed.replace(/(^|\s)(o|mc|mac)[’'\s]+(?=\p{L}{2})/giu, '$1$2');
}

const SOUNDS: Readonly<Record<string, string>> = Object.fromEntries(
  ['bfpv', 'cgjkqsxz', 'dt', 'l', 'mn', 'r'].flatMap((letters, i) =>
    letters.split('').map(l => [l, String(i + 1)]),
  ),
);

/** American Soundex (Russell 1918; rules as the United States census uses them), for Latin letters. */
export function soundOf(word: string): string {
  let code = '';
  let last = SOUNDS[word[0]] ?? '';
  for (const letter of word.slice(1)) {
    const sound = SOUNDS[letter] ?? '';
    if (sound !== '' && sound !== last) code += sound;
    if (letter !== 'h' && letter !== 'w') last = sound;
  }
  return `${word[0] ?? ''}${code}000`.slice(0, 4);
}
