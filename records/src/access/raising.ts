import { refuse, type ConcernCommand, type Role, type StreamKind } from '@throughcare/pathway';
import { concernLeads } from './roles.ts';
import type { RecordedEvent } from '../history/recorded-event.ts';

/** That a concern was raised: the entry without which there would be none. */
export function isRaising(kind: StreamKind, { type }: Pick<RecordedEvent, 'type'>): boolean {
  return kind === 'concern' && type === 'raised';
}

/**
 * E6, E7, E34: one person raises a concern in one step and nothing can stand in the way; so neither can it be undone by
 * one. Taken out, the concern would leave the board, its clocks would stop and a link that a decider made to a case would
 * hang on nothing, all by somebody who need not even decide about it. A mistake in it is corrected, with what was told
 * first kept beside it; that nothing is to be done about a child is decided, by two, and said with a reason.
 */
export const raisingStays = refuse(
  'raising_stays',
  'That a concern was raised is never taken out. Nothing was saved. If something in it is wrong, correct it: what was ' +
    'told first stays beside it. If it is about the same child as another concern, join the two. If nothing is to be ' +
    'done, two named people decide that, and then it is closed.',
);

/**
 * E20: whom a concern is about sees nothing of it. Somebody who was named in its raising comes out of it again as an
 * entry of its own would: by those who lead on concerns, and never by whoever else sees it.
 */
export function mayChangeAbout(
  roles: readonly Role[],
  standing: Pick<RecordedEvent, 'facts'>,
  command: ConcernCommand,
): boolean {
  const before = Array.isArray(standing.facts.about) ? standing.facts.about : [];
  const after = command.do === 'raise' ? (command.about ?? []) : [];
  const dropped = before.some(user => !after.includes(user as string));
  return !dropped || roles.some(role => concernLeads.some(one => one === role));
}
