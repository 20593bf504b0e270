import { accept, refuse } from '../../decider.ts';
import { event, refuseBefore, unsaved, type CaseDecision, type CommandOf } from '../answer.ts';
import type { CaseState } from '../case.ts';

export const rehabilitationSources = {
  probation: 'Probation',
  solicitor: 'A solicitor',
  court: 'The court',
  police: 'The police',
} as const;
export type RehabilitationSource = keyof typeof rehabilitationSources;

/**
 * The end of the rehabilitation period, as somebody who knows the law gave it. Never worked out here: the table that
 * was found is older than the change of October 2023.
 */
export function setRehabilitation(state: CaseState, command: CommandOf<'set_rehabilitation'>): CaseDecision {
  const { on, clock, until, source } = command;
  const order = state.orders.find(one => one.id === command.order);
  if (!order) return refuse('no_such_order', `There is no such order in this case. ${unsaved}`, 'order');
  if (until !== null && until < on) {
    return refuse('ends_before_it_begins', `It would end before it begins. ${unsaved}`, 'until');
  }
  if (
    state.clocks.some(
      one => one.id === clock || (one.kind === 'rehabilitation' && one.order === order.id && !one.ended),
    )
  ) {
    return refuse(
      'already_running',
      `It is set already for that sentence. ${unsaved} Change its end instead.`,
      'order',
    );
  }
  return (
    refuseBefore(on, order.from, 'the sentence') ??
    accept(event('rehabilitation_set', on, { clock, order: order.id, until, source }))
  );
}
