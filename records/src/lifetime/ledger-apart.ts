import { rootHash } from '../audit/daily-root.ts';
import { Refused } from '../refused.ts';
import type { Erasure } from './ledger.ts';

/**
 * The number of the first line outside that the database does not hold as it stands there; null where it holds them all.
 * A database never holds less than stands outside, for a line is written there once its row is committed: one that
 * does was put back to an earlier day.
 */
export function firstApart(inside: readonly Erasure[], outside: readonly Erasure[]): number | null {
  const at = outside.findIndex((one, n) => n >= inside.length || !isSame(one, inside[n]));
  return at < 0 ? null : at + 1;
}

export function isSame(one: Pick<Erasure, 'content'>, other: Pick<Erasure, 'content'>): boolean {
  return rootHash(one.content) === rootHash(other.content);
}

/** Said before any key goes: a line more on top of what does not fit would cover up what was erased before. */
export function wasPutBack(file: string): Refused {
  return new Refused(
    `This database was put back to an earlier day, or is another one: the ledger of erasures ${file} names what was ` +
      'erased since, and the database does not. Nothing was erased. Let whoever runs the service stop it and run ' +
      '"throughcare restore --erasures-again" first.',
  );
}
