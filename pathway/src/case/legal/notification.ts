import { accept, refuse } from '../../decider.ts';
import { addDays, sayDay, type Day } from '../../day.ts';
import { event, refuseBefore, unsaved, type CaseDecision, type CommandOf } from '../answer.ts';
import { isKnownTo } from '../../told.ts';
import type { CaseState } from '../case.ts';
import { refuseClock, withClock, type NotificationClock } from './clocks.ts';
import { afterConviction } from './stages.ts';

/** Days within which somebody tells the police, first and after each change (Sexual Offences Act 2003 ss.83, 84). */
export const notifyWithin = 3;

/**
 * Notification begins on the relevant date. How long it lasts is entered as the court or the police gave it: the
 * period after most sentences was not confirmed at the source (law/notification.ts).
 */
export function beginNotification(state: CaseState, command: CommandOf<'begin_notification'>): CaseDecision {
  const { on, clock, until } = command;
  const found = state.proceedings.some(
    one => one.convictedOn !== null || one.stage === 'out_of_court' || afterConviction.includes(one.stage),
  );
  if (!found) {
    return refuse(
      'not_convicted',
      `Nobody has to notify without a conviction or a caution, and none is recorded. ${unsaved} Record it first.`,
    );
  }
  return (
    refuseClock(state, 'notification', command) ?? accept(event('notification_began', on, { clock, until }))
  );
}

export function recordNotified(state: CaseState, command: CommandOf<'record_notified'>): CaseDecision {
  const { on, clock, what } = command;
  return withClock(state, command, ['notification'], found => {
    if (what === 'first' && found.first?.doneOn) {
      return refuse(
        'already_notified',
        `The first notification was made on ${sayDay(found.first.doneOn)}. ${unsaved}`,
        'what',
      );
    }
    if (what === 'change' && found.first && found.first.doneOn === null) {
      return refuse(
        'first_is_missing',
        `The first notification is not recorded yet. ${unsaved} Record that first.`,
        'what',
      );
    }
    return (
      refuseBefore(on, found.changes.at(-1) ?? found.first?.doneOn ?? null, 'the last notification') ??
      accept(event('notified', on, { clock, what }))
    );
  });
}

/** What a clock of any kind has as it begins. */
export type Begins = Pick<NotificationClock, 'from' | 'told' | 'untilTold' | 'ended'>;

export function notificationFrom(id: string, begins: Begins, until: Day | null): NotificationClock {
  const first = { by: addDays(begins.from, notifyWithin), doneOn: null };
  return { ...begins, kind: 'notification', id, until, first, changes: [], notified: [] };
}

/**
 * By when something has to be notified, and why; undefined where nothing is. A move that was told after they notified, of
 * a day before it, may not have been what they notified: somebody makes sure.
 */
export function notifyBy(
  { from, first, notified }: NotificationClock,
  moves: readonly { readonly on: Day; readonly told: number }[],
): { by: Day; because: string } | undefined {
  if (first && first.doneOn === null) {
    return { by: first.by, because: 'The first notification falls due within three days.' };
  }
  const open = moves.filter(move => move.on > from && !notified.some(look => isKnownTo(look, move)));
  const moved = open.map(({ on }) => on).sort()[0];
  if (!moved) return undefined;
  const since = notified.every(look => look.on < moved);
  return {
    by: addDays(moved, notifyWithin),
    because: since
      ? 'The address has changed since the last notification.'
      : 'A change of address was told after the last notification: make sure that it was notified.',
  };
}
