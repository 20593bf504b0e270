import type { FoundField, FoundForm } from '../frame/forms-of.ts';
import { told } from './words.ts';

/** How often each field was refused so far: the next attempt is another one. */
export type Attempts = ReadonlyMap<string, number>;

const dateParts: Readonly<Record<string, string>> = { day: '12', month: '3', year: '2026' };
const bornParts: Readonly<Record<string, string>> = { day: '28', month: '6', year: '1948' };

/** Fields that are kept or compared in clear: they get a word that tells of them, and nothing that is alike everywhere. */
const IN_CLEAR = /(?:^|-)(?:reference|name|title|text|email)$/;

/** What is written into a field: everything about a person at once, then a name alone, then what has some shape. */
function written(field: string, word: string): readonly string[] {
  if (IN_CLEAR.test(field)) return [word, `${word.toLowerCase()}@canary.example`, '3', ''];
  return [
    `${word}, born ${told.born}, ${told.postcode}, ${told.pnc}, ${told.phone}, ${word.toLowerCase()}@canary.example`,
    word,
    told.district,
    told.pnc,
    `${word.toLowerCase()}@canary.example`,
    '3',
    '10:00',
    '2026-03-12',
    told.phone,
    '',
  ];
}

function attempted({ name, kind, values }: FoundField, attempt: number, word: string): string {
  if (kind === 'hidden') return values[0];
  if (kind === 'choice') {
    const chosen = values.filter(value => value !== '');
    return chosen.length === 0 ? '' : chosen[attempt % chosen.length];
  }
  const part = name.split('-').at(-1)!;
  if (Object.hasOwn(dateParts, part) && name !== part)
    return (name.startsWith('born') ? bornParts : dateParts)[part];
  const begun = values.find(value => value !== '');
  const all =
    begun === undefined
      ? written(name, word)
      : [...written(name, word).slice(0, 2), begun, ...written(name, word).slice(2)];
  return all[attempt % all.length];
}

/** A form filled in with the words of its fields. */
export function filledWith(
  form: FoundForm,
  attempts: Attempts,
  wordOf: (field: string) => string,
): Record<string, string> {
  return Object.fromEntries(
    form.fields.map(field => [
      field.name,
      attempted(field, attempts.get(field.name) ?? 0, wordOf(field.name)),
    ]),
  );
}

/** The attempts after an answer that names the fields which have to change; undefined where it names none. */
export function nextAttempts(form: FoundForm, attempts: Attempts, html: string): Attempts | undefined {
  const named = new Set([...html.matchAll(/href="#([^"]+)"/g)].map(([, field]) => field));
  const faulty = form.fields.filter(
    ({ name, kind }) =>
      kind !== 'hidden' && [...named].some(field => name === field || name.startsWith(`${field}-`)),
  );
  if (faulty.length === 0) return undefined;
  return new Map([
    ...attempts,
    ...faulty.map(({ name }): [string, number] => [name, (attempts.get(name) ?? 0) + 1]),
  ]);
}
