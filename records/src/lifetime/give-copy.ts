import { refuse, type Day } from '@throughcare/pathway';
import type { Acting } from '../access/actor.ts';
import { decideAndAppend, type Intent } from '../append/decide.ts';
import type { Outcome } from '../append/outcome.ts';
import { decideOn } from '../append/working-stream.ts';
import { effectiveHistory } from '../history/effective.ts';
import { isId } from '../reads/id.ts';
import type { Store } from '../store.ts';
import { copyLines } from './copy-line.ts';
import { wholeCase } from './subject-access.ts';
import { undecidedInConcerns } from './subject-concerns.ts';

export interface CopyGiving {
  readonly case: string;
  readonly request: string;
  /** The version that whoever gives it saw. */
  readonly expected: number;
  readonly on: Day;
}

/**
 * Records that a copy was given (E23): refused until every line that is kept back by default was decided on, those of
 * concerns included as far as whoever gives it may see them. What somebody was not shown counts for nothing here, or the
 * refusal would tell them that it is there; it stays out of the copy, as all does that nobody released.
 */
export async function giveCopy(
  store: Store,
  acting: Acting,
  commandId: string,
  { case: id, request, expected, on }: CopyGiving,
): Promise<Outcome> {
  const whole = isId(id) ? await wholeCase(store, acting, id) : undefined;
  const ofCase = copyLines(effectiveHistory(whole?.events ?? []).effective, { request });
  const undecided = ofCase.filter(one => one.decided === null).length;
  const elsewhere = await undecidedInConcerns(store, acting, id, request);
  const command = { do: 'give_copy', on, request } as const;
  const decide: Intent['decide'] = (events, circumstances) => {
    const decision = decideOn('case', events, command, circumstances);
    if (!decision.ok || undecided + elsewhere === 0) return decision;
    return undecidedRefusal(undecided + elsewhere);
  };
  // What was counted is the record at one version: an entry that came since makes it another, and a conflict.
  const counted = Math.min(expected, whole?.version ?? expected);
  return decideAndAppend(store, acting, commandId, [
    { kind: 'case', stream: id, expected: counted, what: command, allowed, named: () => [], decide },
  ]);
}

const allowed: Intent['allowed'] = roles => roles.includes('safeguarding_lead');

function undecidedRefusal(count: number) {
  const lines = count === 1 ? 'One line that is kept back has' : `${count} lines that are kept back have`;
  return refuse(
    'lines_undecided',
    `${lines} not been decided on. Nothing was saved, and nothing is let go by this. Go through them, release each or ` +
      'keep it back, and then record that the copy was given.',
    'which',
  );
}
