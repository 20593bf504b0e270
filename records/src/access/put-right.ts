import {
  isConcernLifetimeEvent,
  isLifetimeEvent,
  isRecordsHoldEvent,
  type Role,
  type StreamKind,
} from '@throughcare/pathway';
import { asDecided, deciderOf } from '../history/deciders.ts';
import type { RecordedEvent } from '../history/recorded-event.ts';
import { isBeginning } from './beginning.ts';
import { mayCorrect } from './corrections.ts';

/** What somebody may do with an entry: put another in its place, or take it out. */
export interface PutRight {
  readonly instead: boolean;
  readonly out: boolean;
}

/**
 * What somebody who sees an entry may do to put it right, so that a page offers no more. `told` is the entry as it was
 * first told: who recorded it stands there.
 */
export function mayPutRight(
  who: { readonly user: string; readonly roles: readonly Role[] },
  told: RecordedEvent,
): PutRight {
  const { kind } = told;
  const does = commandDone(told);
  const may = !isOfTheRecord(kind, told) && mayCorrect(who, kind, { ...told, does });
  return { instead: may && does !== null, out: may && !isBeginning(kind, told) };
}

/** The name of the command that an entry answers to; null where there is none. */
export function commandDone(told: RecordedEvent): string | null {
  return deciderOf(told.kind).commandOf(asDecided(told))?.do ?? null;
}

/** Whether it is about the record itself, as a hold is: that is lifted or declined, and never corrected (E22). */
export function isOfTheRecord(kind: StreamKind, event: { readonly type: string }): boolean {
  if (kind === 'case') return isLifetimeEvent(event);
  if (kind === 'organisation') return isRecordsHoldEvent(event);
  return kind === 'concern' && isConcernLifetimeEvent(event);
}
