import type { DecidedEvent } from './decider.ts';

/** Stands for words that the reader may not open: no decision depends on what they say. */
const SEALED = 'Sealed.';

/** The sealed words of an entry, to decide it again; where they are closed to the reader, words that are not empty. */
export function wordsOf(event: Pick<DecidedEvent, 'sealed'>, name: string): string {
  const words = event.sealed?.[name];
  return typeof words === 'string' ? words : SEALED;
}

/** Whether a command that an entry answers to holds words that stand for closed ones: to be decided, never recorded. */
export function standsForClosedWords(command: object): boolean {
  return Object.values(command).includes(SEALED);
}
