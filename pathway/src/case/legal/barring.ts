import { accept, refuse } from '../../decider.ts';
import { event, refuseBefore, unsaved, type CaseDecision, type CommandOf } from '../answer.ts';
import type { CaseState } from '../case.ts';
import type { BarringClock } from './clocks.ts';

/** Where the Disclosure and Barring Service stands: asked, heard, decided. Which list follows from what was not confirmed. */
export const barringStatuses = {
  asked: 'The barring service was asked',
  representations: 'They can make representations',
  barred: 'Barred',
  not_barred: 'Not barred',
  // Told by earlier versions, which did not ask.
  not_known: 'Began; the answer is not known to us',
} as const;
export type BarringStatus = keyof typeof barringStatuses;
export type BarringAnswer = Exclude<BarringStatus, 'not_known'>;

const next: Readonly<Record<BarringStatus | 'nothing', readonly BarringAnswer[]>> = {
  nothing: ['asked', 'representations', 'barred'],
  asked: ['representations', 'barred', 'not_barred'],
  representations: ['barred', 'not_barred'],
  barred: ['not_barred'],
  not_barred: [],
  not_known: ['asked', 'representations', 'barred', 'not_barred'],
};

export function runningBarring(state: Pick<CaseState, 'clocks'>): BarringClock | undefined {
  return state.clocks.find((one): one is BarringClock => one.kind === 'barring' && one.ended === null);
}

export function recordBarring(state: CaseState, command: CommandOf<'record_barring'>): CaseDecision {
  const { on, status, reviewOn } = command;
  const running = runningBarring(state);
  if (!next[running?.status ?? 'nothing'].includes(status)) {
    const stands = running ? barringStatuses[running.status].toLowerCase() : 'nothing is recorded';
    return refuse(
      'cannot_follow',
      `“${barringStatuses[status]}” cannot follow here: ${stands}. ${unsaved} If an earlier step is missing, record that first.`,
      'status',
    );
  }
  if (reviewOn !== null && reviewOn <= on) {
    return refuse('review_date', `The review has to come after this day. ${unsaved}`, 'reviewOn');
  }
  const before = state.clocks.filter(one => one.kind === 'barring').at(-1);
  return (
    refuseBefore(on, running?.since ?? before?.ended?.on ?? null, 'what was last recorded of it') ??
    accept(event('barring_recorded', on, { status, reviewOn }))
  );
}
