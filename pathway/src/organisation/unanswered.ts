import { accept, refuse, type Decision, type Happened } from '../decider.ts';
import type { Day } from '../day.ts';

/** By which way an unanswered call came; a message is always received, so it cannot be missed. */
export const missedChannels = { phone: 'Telephone', chat: 'Live chat' } as const;
export type MissedChannel = keyof typeof missedChannels;

/**
 * Unmet demand: calls and chats of one day that nobody answered, as the telephone system counts them. A number and
 * nothing else; nobody who called can be found in it (E4). Told again, the day is counted anew.
 */
export type UnansweredEvent = Happened<'unanswered_counted', { channel: MissedChannel; calls: number }>;
export type UnansweredCommand = { do: 'count_unanswered'; on: Day; channel: MissedChannel; calls: number };

export interface Unanswered {
  readonly on: Day;
  readonly channel: MissedChannel;
  readonly calls: number;
}

export function decideUnanswered(command: UnansweredCommand): Decision<UnansweredEvent> {
  const { on: occurredOn, channel, calls } = command;
  if (!Number.isInteger(calls) || calls < 0 || calls > 100_000) {
    return refuse('calls', 'Enter how many there were as a whole number. Nothing was saved.', 'calls');
  }
  return accept({ type: 'unanswered_counted', schema: 1, occurredOn, facts: { channel, calls } });
}

export function evolveUnanswered(
  counts: readonly Unanswered[],
  event: UnansweredEvent,
): readonly Unanswered[] {
  const { occurredOn: on } = event;
  const { channel, calls } = event.facts;
  const counted = { on, channel, calls };
  const isSame = (one: Unanswered) => one.on === on && one.channel === channel;
  return counts.some(isSame) ? counts.map(one => (isSame(one) ? counted : one)) : [...counts, counted];
}
