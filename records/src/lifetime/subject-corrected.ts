import type { CorrectionMade } from '../history/corrections.ts';
import type { RecordedEvent } from '../history/recorded-event.ts';
import { correctionRegister } from '../register/corrections.ts';
import { inPlainWords } from '../register/entry.ts';
import { eventRegister } from '../register/register.ts';
import { sayCorrected } from './copy-words/corrected.ts';
import type { CopyNames } from './copy-words/said.ts';
import { sayField, sayTitle } from './copy-words/say.ts';
import type { SubjectEntry, SubjectLine } from './subject-pack.ts';

/** What was entered here by mistake may tell of somebody else, even by its name alone. */
const belongsElsewhere = 'Something that belongs in another record';

/**
 * That an entry was put right or taken out, when and why; nobody is named. Told of those of which something is told
 * without a decision, and of no others: nobody can tell from it whether anything is kept back (E23).
 */
export function correctedLine(
  event: RecordedEvent,
  made: readonly CorrectionMade[],
  names: CopyNames,
): SubjectLine[] {
  const ofIt = made.filter(one => one.entry === (event.replaces ?? event.version));
  const { answer, purpose } = correctionRegister[event.kind].why;
  if (ofIt.length === 0 || answer !== 'given' || !isToldAnyway(event, names)) return [];
  return [{ field: 'why', label: 'Corrected', words: sayCorrected(ofIt), keptFor: inPlainWords(purpose) }];
}

/** What was taken out: that it was and why, and no longer what it said. */
export function takenOutEntries(
  superseded: readonly RecordedEvent[],
  made: readonly CorrectionMade[],
  names: CopyNames,
): SubjectEntry[] {
  const last = new Map(made.map(one => [one.entry, one]));
  return [...last.values()].flatMap(({ entry, takenOut, why }): SubjectEntry[] => {
    const event = superseded.findLast(one => (one.replaces ?? one.version) === entry);
    if (!takenOut || !event) return [];
    const lines = correctedLine(event, made, names);
    const what = why === 'wrong_record' ? belongsElsewhere : sayTitle(event);
    return lines.length === 0 ? [] : [{ on: event.occurredOn, what, lines }];
  });
}

function isToldAnyway(event: RecordedEvent, names: CopyNames): boolean {
  const values = { ...event.facts, ...event.sealed };
  return Object.entries(eventRegister[event.kind][event.type] ?? {}).some(
    ([field, { answer }]) => answer === 'given' && sayField(event, field, values[field], names) !== undefined,
  );
}
