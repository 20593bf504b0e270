import { refuse, type Refusal } from '@throughcare/pathway';
import { isId } from '../reads/id.ts';
import type { Intent } from './decide.ts';
import type { Outcome } from './outcome.ts';

/** The most events that PostgreSQL's integer counts in one stream. */
const MOST = 2_147_483_647;

const staleForm = refuse(
  'malformed',
  'This form has lost what it was sent under. Nothing was saved. Open the page again and enter it there.',
);

/**
 * What the database could not take is refused before it is asked: types do not hold at run time. A record whose id is
 * none is not found, as one that does not exist.
 */
export function refuseUnreadable(commandId: unknown, intents: readonly Intent[]): Outcome | undefined {
  if (!isId(commandId)) return refusedAt(0, staleForm.refusal);
  for (const [step, { stream, expected, unreadable }] of intents.entries()) {
    if (unreadable) return refusedAt(step, unreadable);
    if (!isVersion(expected)) return refusedAt(step, staleForm.refusal);
    if (!isText(stream)) return refusedAt(step, staleForm.refusal);
    if (!isId(stream)) return { ok: false, reason: 'not_found', stream };
  }
  return undefined;
}

function refusedAt(step: number, refusal: Refusal): Outcome {
  return { ok: false, reason: 'refused', refusal, step };
}

function isText(sent: unknown): sent is string {
  return typeof sent === 'string';
}

function isVersion(expected: unknown): boolean {
  return (
    expected === 'latest' ||
    (typeof expected === 'number' && Number.isInteger(expected) && expected >= 0 && expected <= MOST)
  );
}
