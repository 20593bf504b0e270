import { refuse } from '../../decider.ts';
import { sayDay, type Day } from '../../day.ts';
import { refuseBefore, unsaved, type CaseDecision } from '../answer.ts';
import type { CaseState } from '../case.ts';
import type { Order } from './orders.ts';

/** Begins with an order that runs, or says why there is none. */
export function withRunningOrder(
  state: Pick<CaseState, 'orders'>,
  id: string,
  on: Day,
  decide: (running: Order) => CaseDecision,
): CaseDecision {
  const order = state.orders.find(one => one.id === id);
  if (!order) return refuse('no_such_order', `There is no such order in this case. ${unsaved}`, 'order');
  if (order.ended) {
    return refuse('already_ended', `That order ended on ${sayDay(order.ended.on)}. ${unsaved}`, 'order');
  }
  return refuseBefore(on, order.from, 'the sentence') ?? decide(order);
}
