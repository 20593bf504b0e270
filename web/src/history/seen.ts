import type { Outcome } from '@throughcare/records';

/** The state of a record that a page shows. */
export interface Shown {
  readonly version: number;
  /**
   * The versions of what the reader sees, where the page counts these: the record's own number, beside fewer entries,
   * would tell them that there are some which they do not see (E20).
   */
  readonly told?: readonly number[];
}

/** What a form carries of the state that its page shows. */
export function seenOf({ version, told }: Shown): number {
  return told ? told.length : version;
}

/** The version of the record that was seen, by what came back with a form; of a number that no page had, none. */
export function expectedOf(shown: Shown, seen = seenOf(shown)): number {
  return shown.told ? (shown.told[seen - 1] ?? 0) : seen;
}

/** The same outcome, with a conflict counted as the page counts. */
export function countedAs(shown: Shown, outcome: Outcome, seen = seenOf(shown)): Outcome {
  if (!shown.told || outcome.ok || outcome.reason !== 'conflict') return outcome;
  return { ...outcome, actual: seen + outcome.since.length };
}
