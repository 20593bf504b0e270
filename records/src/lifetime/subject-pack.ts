import { sayDay, type CaseEvent, type Day } from '@throughcare/pathway';
import type { CorrectionMade } from '../history/corrections.ts';
import type { History } from '../history/effective.ts';
import { inPlainWords } from '../register/entry.ts';
import { eventRegister } from '../register/register.ts';
import { lineKey, type CopyLine } from './copy-line.ts';
import type { CopyNames } from './copy-words/said.ts';
import { sayField, sayTitle } from './copy-words/say.ts';
import { correctedLine, takenOutEntries } from './subject-corrected.ts';

/** One line of what is told: the name of a field, what it holds in plain words, and what it is kept for. */
export interface SubjectLine {
  readonly field: string;
  readonly label: string;
  readonly words: string;
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
 * What is told to a person of their own record: every line that the register gives, and of those it keeps back the
 * ones that a safeguarding lead released into this copy. What is kept back, or not decided, leaves nothing behind, no
 * number, no gap and no empty entry, so that nobody can tell from a copy whether anything was (E23). What was put right
 * or taken out says so.
 */
export function subjectPack(
  { effective, superseded }: History,
  corrections: readonly CorrectionMade[],
  lines: readonly CopyLine[],
  names: CopyNames,
  madeOn: Day,
): SubjectPack {
  const released = new Set(lines.filter(one => one.decided?.released).map(lineKey));
  const standing = effective.flatMap((event): SubjectEntry[] => {
    const fields = eventRegister[event.kind][event.type] ?? {};
    const values = { ...event.facts, ...event.sealed };
    const { version, occurredOn: on } = event;
    const given = Object.keys(fields).filter(
      field => fields[field].answer === 'given' || released.has(lineKey({ version, field })),
    );
    const held = given.filter(field => values[field] !== undefined && values[field] !== null);
    if (held.length === 0 && !toldBare.has(event.type)) return [];
    const told = held.flatMap(field => {
      const said = sayField(event, field, values[field], names);
      return said ? [{ field, ...said, keptFor: inPlainWords(fields[field].purpose) }] : [];
    });
    return [{ on, what: sayTitle(event), lines: [...told, ...correctedLine(event, corrections, names)] }];
  });
  const takenOut = takenOutEntries(superseded, corrections, names);
  return { madeOn, entries: byDay([...standing, ...takenOut]) };
}

/** Entries in the order in which they happened; those of one day stay as they are. */
export function byDay(entries: readonly SubjectEntry[]): SubjectEntry[] {
  return [...entries].sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0));
}

/** What is told though it has no fields: that it happened is all there is to it. */
const toldBare: ReadonlySet<string> = new Set<CaseEvent['type']>(['processing_freed']);

/** What stands at the head of every copy, whatever is in it. */
export const packOpening: readonly string[] = [
  'Each line says what is held, and in brackets what we keep it for. You can ask us to put right what is wrong. ' +
    'If you are not content with our answer you can complain to us, and to the Information Commissioner ' +
    '(ico.org.uk).',
  'The law lets us, or makes us, leave out some kinds of information, such as what is about other people. This ' +
    'paragraph stands in every copy.',
];

/** The copy in words, for somebody who reads it on paper. */
export function sayPack({ madeOn, entries }: SubjectPack): string {
  return [
    'What we hold about you',
    `Made on ${sayDay(madeOn)}.`,
    ...packOpening.flatMap(paragraph => ['', paragraph]),
    ...entries.flatMap(({ on, what, lines }) => [
      '',
      `${sayDay(on)}: ${what}`,
      ...lines.map(({ label, words, keptFor }) => `  ${label}: ${words} (${keptFor})`),
    ]),
    '',
  ].join('\n');
}
