import { accept, refuse } from '../../decider.ts';
import { event, refuseBefore, unsaved, type CaseDecision, type CommandOf } from '../answer.ts';
import type { CaseState } from '../case.ts';
import type { MappaClock } from './clocks.ts';

export function runningMappa(state: Pick<CaseState, 'clocks'>): MappaClock | undefined {
  return state.clocks.find((one): one is MappaClock => one.kind === 'mappa' && one.ended === null);
}

/** Under which category and at which level the agencies manage somebody together, and when they look again. */
export function recordMappa(state: CaseState, command: CommandOf<'record_mappa'>): CaseDecision {
  const { on, under, level, reviewOn } = command;
  if (reviewOn <= on) {
    return refuse('review_date', `The review has to come after this day. ${unsaved}`, 'reviewOn');
  }
  const running = runningMappa(state);
  const before = state.clocks.filter(one => one.kind === 'mappa').at(-1);
  return (
    refuseBefore(on, running?.since ?? before?.ended?.on ?? null, 'what was last recorded of it') ??
    accept(event('mappa_recorded', on, { under, level, reviewOn }))
  );
}
