import { accept, refuse } from '../../decider.ts';
import { addDays, sayDay, type Day } from '../../day.ts';
import { event, refuseBefore, unsaved, type CaseDecision, type CommandOf } from '../answer.ts';
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

export function notificationFrom(id: string, from: Day, until: Day | null): NotificationClock {
  const first = { by: addDays(from, notifyWithin), doneOn: null };
  return { kind: 'notification', id, from, until, ended: null, first, changes: [] };
}

/** By when something has to be notified, and why; undefined where nothing is. */
export function notifyBy(
  clock: NotificationClock,
  moves: readonly Day[],
): { by: Day; because: string } | undefined {
  if (clock.first && clock.first.doneOn === null) {
    return { by: clock.first.by, because: 'The first notification falls due within three days.' };
  }
  const last = clock.changes.at(-1) ?? clock.first?.doneOn ?? clock.from;
  const moved = moves.filter(on => on > last).sort()[0];
  return (
    moved && {
      by: addDays(moved, notifyWithin),
      because: 'The address has changed since the last notification.',
    }
  );
}
