import { accept, refuse } from '../../decider.ts';
import type { Day } from '../../day.ts';
import { event, unsaved, type CaseDecision, type CommandOf } from '../answer.ts';
import type { CaseState } from '../case.ts';
import { refuseClock, refuseShort, runsOn, type Clock } from './clocks.ts';

/**
 * A sexual harm prevention order, or an interim one that a full one replaces. The police can apply without a
 * conviction. Its prohibitions and requirements are conditions, each with its own words and end (see conditions.ts).
 */
export function makePreventionOrder(
  state: CaseState,
  command: CommandOf<'make_prevention_order'>,
): CaseDecision {
  const { on, clock, until, interim } = command;
  const others = state.clocks.filter(one => interim || !isReplaced(one, on));
  if (state.clocks.some(one => one.id === clock)) {
    return refuse('already_recorded', `This order is already recorded. ${unsaved}`);
  }
  return (
    refuseClock({ clocks: others }, 'prevention_order', command) ??
    refuseShort(on, until, interim) ??
    accept(event('prevention_order_made', on, { clock, until, interim }))
  );
}

/** Whether this is an interim order that a full one of that day replaces. */
export function isReplaced(clock: Clock, on: Day): boolean {
  return clock.kind === 'prevention_order' && clock.interim && clock.from <= on && runsOn(clock, on);
}
