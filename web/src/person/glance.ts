import {
  addMonths,
  daysBetween,
  enrolmentBases,
  isWaiting,
  legalStageWords,
  sayDay,
  type CaseState,
  type Day,
  type Due,
} from '@throughcare/pathway';
import type { Running } from './bars.ts';
import { dueTitle } from './moments.ts';
import { sayLength } from './timeline.ts';

/** Where are we, in a sentence or two. */
export function whereWeAre(
  state: CaseState,
  today: Day,
  session: { readonly number: number; readonly of: number } | null,
): { big: string; note: string } {
  if (state.status === 'closed') return { big: `Closed on ${sayDay(state.closed!.on)}.`, note: '' };
  const order = state.orders.find(one => one.ended === null && one.until !== null && one.until >= today);
  const inOrder = order
    ? `Month ${monthOf(order.from, today)} of ${monthsOf(order.from, order.until!)} of the order.`
    : '';
  const inSession = session ? `Session ${session.number} of ${session.of} comes next.` : '';
  const waiting = state.enrolments.find(one => isWaiting(one.status));
  const note = waiting
    ? `Waiting for a programme since ${sayDay(waiting.since)}: ${enrolmentBases[waiting.basis].toLowerCase()}.`
    : '';
  const big = [inOrder || `${legalStageWords[state.stage]}.`, inSession].filter(Boolean).join(' ');
  return { big, note };
}

function monthOf(from: Day, today: Day): number {
  let month = 1;
  while (addMonths(from, month) <= today) month++;
  return month;
}

function monthsOf(from: Day, until: Day): number {
  return monthOf(from, until);
}

export interface RunsOut {
  readonly name: string;
  readonly on: Day | null;
  readonly left: string;
  readonly soon: boolean;
}

/** What is running and when it ends, soonest first; what has no end comes last. */
export function whatRunsOut(running: readonly Running[], today: Day, warned: boolean): RunsOut[] {
  return running
    .filter(one => !one.over)
    .map(one => ({
      name: one.name,
      on: one.until,
      left: one.until === null ? 'no end' : sayLength(daysBetween(today, one.until)),
      soon: one.main && warned,
    }))
    .sort((a, b) => ((a.on ?? '9999') < (b.on ?? '9999') ? -1 : 1));
}

export interface ToDo {
  readonly title: string;
  readonly kind: Due['kind'];
  readonly by: Day;
  readonly when: string;
  readonly late: boolean;
  readonly because: string;
}

/** What is due within a fortnight, or was. */
export function toDoSoon(due: readonly Due[], today: Day): ToDo[] {
  return due
    .filter(one => daysBetween(today, one.by) <= 14)
    .map(one => ({
      title: dueTitle(one.kind),
      kind: one.kind,
      by: one.by,
      when: sayWhen(one.by, today),
      late: one.by < today,
      because: one.because,
    }));
}

/** 'today', 'tomorrow', 'by 6 March 2026', 'was due on 2 March 2026'. */
export function sayWhen(by: Day, today: Day): string {
  const days = daysBetween(today, by);
  if (days < 0) return `was due on ${sayDay(by)}`;
  if (days === 0) return 'today';
  return days === 1 ? 'tomorrow' : `by ${sayDay(by)}`;
}
