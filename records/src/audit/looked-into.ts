import { londonDay, type Day } from '@throughcare/pathway';
import { effectiveHistory } from '../history/effective.ts';
import { accountIn, sealedWords, type RecordedEvent } from '../history/recorded-event.ts';
import type { UnusualRead } from './unusual.ts';

/** One time that somebody looked into unusual reads, or opened the question again. */
export interface Look {
  readonly did: 'looked' | 'opened_again';
  readonly by: string;
  readonly on: Day;
  readonly words: string;
  /** How many reads there were then; null where it was opened again. */
  readonly count: number | null;
}

/** Unusual reads, with what was found. */
export type LookedAt = UnusualRead & {
  /** Whether they wait for somebody: nobody has looked, it was opened again, or there are more of them since. */
  readonly open: boolean;
  /** In the order in which it was noted; empty for the reads of whoever asks. */
  readonly looks: readonly Look[];
};

const types: Readonly<Record<string, Look['did']>> = {
  reads_looked_into: 'looked',
  reads_opened_again: 'opened_again',
};

/** What was found of each of these reads. What was found of their own reads is not for whoever asks. */
export function withLooks(
  reads: readonly UnusualRead[],
  organisation: readonly RecordedEvent[],
  asker: string,
): LookedAt[] {
  const looks = new Map<string, Look[]>();
  for (const event of effectiveHistory(organisation).effective) {
    const did = types[event.type];
    if (did === undefined) continue;
    const { rule, day, user, count } = event.facts;
    const key = JSON.stringify([rule, day, user]);
    const look: Look = {
      did,
      by: accountIn(event, 'by'),
      on: londonDay(event.recordedAt),
      words: sealedWords(event, 'words'),
      count: typeof count === 'number' ? count : null,
    };
    const group = looks.get(key);
    if (group) group.push(look);
    else looks.set(key, [look]);
  }
  return reads.map(one => {
    const found = looks.get(JSON.stringify([one.rule, one.day, one.user])) ?? [];
    const last = found.at(-1)?.count ?? null;
    // Another auditor may have counted reads of a concern about whoever asks: that there were more would tell them.
    const told = found.map(look => ({ ...look, count: look.count && Math.min(look.count, one.count) }));
    return { ...one, open: last === null || last < one.count, looks: one.user === asker ? [] : told };
  });
}
