import type { Day, LifetimeEvent, CaseEvent, ReleasedLine } from '@throughcare/pathway';
import { sayDay } from '@throughcare/pathway';
import type { RecordedEvent } from '../history/recorded-event.ts';
import { eventRegister } from '../register/register.ts';

/** One line of what is told: the name of a field, what it holds, and what it is kept for. */
export interface SubjectLine {
  readonly field: string;
  readonly value: unknown;
  readonly keptFor: string;
}

export interface SubjectEntry {
  readonly on: Day;
  readonly what: string;
  readonly lines: readonly SubjectLine[];
}

/** A copy for the person whom a record is about, as data and in words. */
export interface SubjectPack {
  readonly madeOn: Day;
  readonly entries: readonly SubjectEntry[];
}

/**
 * What is told to a person of their own record: every line that the register gives, and those that a safeguarding
 * lead released into this copy. What is kept back leaves nothing behind, no number, no gap and no empty entry, so
 * that nobody can tell from a copy whether anything was (E23).
 */
export function subjectPack(
  effective: readonly RecordedEvent[],
  released: readonly ReleasedLine[],
  staff: Readonly<Record<string, string>>,
  madeOn: Day,
): SubjectPack {
  const entries = effective.flatMap((event): SubjectEntry[] => {
    const fields = eventRegister[event.kind][event.type] ?? {};
    const told = { ...event.facts, ...event.sealed };
    const given = Object.keys(fields).filter(
      field => fields[field].answer === 'given' || isReleased(released, event, field),
    );
    const held = given.filter(field => told[field] !== undefined && told[field] !== null);
    if (held.length === 0 && !toldBare.has(event.type)) return [];
    const lines = held.flatMap(field => {
      const value = nameIn(staff, told[field]);
      return isBareId(value) ? [] : [{ field, value, keptFor: inPlainWords(fields[field].purpose) }];
    });
    return [{ on: event.occurredOn, what: event.type, lines }];
  });
  return { madeOn, entries };
}

/** What it is kept for, without the number of the requirement behind it, which tells the person nothing. */
function inPlainWords(purpose: string): string {
  return purpose.replace(/ \(E\d+\)/g, '');
}

/** What is told though it has no fields: that it happened is all there is to it. */
const toldBare: ReadonlySet<string> = new Set<(CaseEvent | LifetimeEvent)['type']>(['processing_freed']);

/** The lines that are kept back by default, for the safeguarding lead who goes through them one by one. */
export interface KeptBackLine {
  readonly version: number;
  readonly on: Day;
  readonly what: string;
  readonly field: string;
  readonly value: unknown;
  readonly exemption: string;
}

export function keptBackLines(
  effective: readonly RecordedEvent[],
  released: readonly ReleasedLine[],
): KeptBackLine[] {
  return effective.flatMap(event => {
    const fields = eventRegister[event.kind][event.type] ?? {};
    const told = { ...event.facts, ...event.sealed };
    return Object.keys(fields)
      .filter(field => !['given', 'nobody'].includes(fields[field].answer))
      .filter(field => told[field] !== undefined && !isReleased(released, event, field))
      .map(field => ({
        version: event.replaces ?? event.version,
        on: event.occurredOn,
        what: event.type,
        field,
        value: told[field],
        exemption: fields[field].answer,
      }));
  });
}

function isReleased(released: readonly ReleasedLine[], event: RecordedEvent, field: string): boolean {
  const version = event.replaces ?? event.version;
  return released.some(line => line.version === version && line.field === field);
}

/** The name of a worker in the place of their account, wherever it stands in what is told. */
function nameIn(staff: Readonly<Record<string, string>>, value: unknown): unknown {
  if (typeof value === 'string') return staff[value] ?? value;
  if (Array.isArray(value)) return value.map(one => nameIn(staff, one));
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, nameIn(staff, one)]));
}

/** The mark by which the program tells one order or enrolment from another: it says nothing of the person. */
function isBareId(value: unknown): boolean {
  return typeof value === 'string' && /^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/.test(value);
}

/** The copy in words, for somebody who reads it on paper. */
export function sayPack({ madeOn, entries }: SubjectPack): string {
  return [
    'What we hold about you',
    `Made on ${sayDay(madeOn)}.`,
    '',
    'Each line says what is held, and in brackets what we keep it for. You can ask us to put right what is wrong. ' +
      'If you are not content with our answer you can complain to us, and to the Information Commissioner ' +
      '(ico.org.uk).',
    '',
    'The law lets us, or makes us, leave out some kinds of information, such as what is about other people. This ' +
      'paragraph stands in every copy.',
    ...entries.flatMap(({ on, what, lines }) => [
      '',
      `${sayDay(on)}: ${inWords(what)}`,
      ...lines.map(({ field, value, keptFor }) => `  ${inWords(field)}: ${sayValue(value)} (${keptFor})`),
    ]),
    '',
  ].join('\n');
}

/** 'legal_step' and 'bornOn' as they are said: 'Legal step', 'Born on'. */
export function inWords(code: string): string {
  const words = code
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .replaceAll('_', ' ')
    .toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

export function sayValue(value: unknown): string {
  if (Array.isArray(value)) return value.map(sayValue).join('; ');
  if (value !== null && typeof value === 'object') {
    return Object.entries(value)
      .filter(([, one]) => one !== null)
      .map(([name, one]) => `${inWords(name).toLowerCase()} ${sayValue(one)}`)
      .join(', ');
  }
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  const text = String(value);
  // A code is one word in small letters; a name, a number or a day is left as it is.
  return /^[a-z]+(_[a-z]+)+$/.test(text) ? text.replaceAll('_', ' ') : text;
}
