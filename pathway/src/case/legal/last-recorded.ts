import { refuse } from '../../decider.ts';
import { sayDay, type Day } from '../../day.ts';
import { unsaved } from '../answer.ts';
import type { Order, OrderEnd } from './orders.ts';

/** The last day of anything that was recorded of an order: it cannot have ended before that. */
export function lastRecordedOf({ from, custody, requirements, failures, breaches }: Order): Day {
  const days = [
    custody?.since,
    ...requirements.map(one => one.lastOn),
    ...failures.map(one => one.on),
    ...breaches.map(one => one.heard?.on),
  ];
  return days.reduce<Day>((last, one) => (one != null && one > last ? one : last), from);
}

/**
 * A breach that was referred is heard, whatever day the order runs out meanwhile (domain 2.1): once it had ended, the hearing
 * could not be recorded any more. A court can revoke it at any time.
 */
export function refuseWhileReferred({ breaches }: Order, how: OrderEnd) {
  const open = breaches.at(-1);
  if (!open || open.heard || how === 'revoked') return undefined;
  return refuse(
    'breach_waits',
    `It was referred for breach on ${sayDay(open.referredOn)}, and that was not heard yet. ${unsaved} Record first what the court decided.`,
    'how',
  );
}
