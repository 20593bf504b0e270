import { addDays, type Day } from '../day.ts';
import { addWorkingDays } from '../law/working-days.ts';
import { lifetimeDue } from './lifetime.ts';
import { legalDue, type LegalDueKind } from './legal/due.ts';
import { legalSteps } from './legal/steps.ts';
import type { CaseState } from './case.ts';

/** How often things fall due: an organisation's own setting, in days. */
export interface DueSettings {
  readonly childrenCheckEvery: number;
  /** Days after a change of address, partner, order or work. */
  readonly childrenCheckAfterChange: number;
  /** Working days from referral to triage. */
  readonly triageWithin: number;
}

export const usualDueSettings: DueSettings = {
  childrenCheckEvery: 90,
  childrenCheckAfterChange: 7,
  triageWithin: 5,
};

export type DueKind =
  'triage' | 'open_case' | 'children_check' | 'welfare' | 'order_ends' | 'copy' | 'erasure' | LegalDueKind;

/** Something to be done about a case: what, by when, and the fact and rule that made it fall due (E10). */
export interface Due {
  readonly kind: DueKind;
  readonly by: Day;
  readonly because: string;
}

/** Everything that is due in a case, or will be, soonest first. Facts and dated rules only; nothing is ranked. */
export function dueInCase(state: CaseState, settings: DueSettings = usualDueSettings): Due[] {
  const due = [
    triageDue(state, settings),
    childrenCheckDue(state, settings),
    welfareDue(state),
    orderEndsDue(state),
    ...lifetimeDue(state.lifetime),
    ...legalDue(state),
  ];
  const soonestFirst = due
    .filter(one => one !== undefined)
    .sort((a, b) => (a.by < b.by ? -1 : a.by > b.by ? 1 : 0));
  // Of each kind the soonest: when that is done, the next one comes up.
  return soonestFirst.filter((one, at) => soonestFirst.findIndex(({ kind }) => kind === one.kind) === at);
}

function triageDue(state: CaseState, settings: DueSettings): Due | undefined {
  if (state.status === 'referred') {
    const by = addWorkingDays(state.referredOn!, settings.triageWithin);
    return { kind: 'triage', by, because: 'A referral is waiting for an answer.' };
  }
  if (state.status === 'accepted') {
    const by = addWorkingDays(state.referredOn!, 2 * settings.triageWithin);
    return { kind: 'open_case', by, because: 'The referral was accepted and has no practitioner yet.' };
  }
  return undefined;
}

/** E33: again after a set time, and after every change of address, partner, order or work. */
export function childrenCheckDue(state: CaseState, settings: DueSettings): Due | undefined {
  if (state.status !== 'open') return undefined;
  const kind = 'children_check';
  if (state.childrenCheck === null) {
    const by = addDays(state.referredOn!, settings.childrenCheckAfterChange);
    return { kind, by, because: 'No check has been made yet.' };
  }
  const { on } = state.childrenCheck;
  const changes = [
    ...state.lifeChanges.map(change => ({ on: change.on, because: changeWords[change.what] })),
    ...state.orders.map(order => ({ on: order.from, because: 'A sentence was made since the last check.' })),
  ].filter(change => change.on > on);
  const first = changes.sort((a, b) => (a.on < b.on ? -1 : 1))[0];
  const byTime: Due = {
    kind,
    by: addDays(on, settings.childrenCheckEvery),
    because: `A check falls due every ${settings.childrenCheckEvery} days.`,
  };
  if (!first) return byTime;
  const byChange: Due = {
    kind,
    by: addDays(first.on, settings.childrenCheckAfterChange),
    because: first.because,
  };
  return byChange.by < byTime.by ? byChange : byTime;
}

const changeWords = {
  address: 'The address has changed since the last check.',
  partner: 'A partner has changed since the last check.',
  order: 'An order has changed since the last check.',
  work: 'Work has changed since the last check.',
} as const;

/** E8: a prompt at each date that weighs, until somebody has asked and said so. */
function welfareDue(state: CaseState): Due | undefined {
  if (state.status !== 'open') return undefined;
  const weighing = [
    ...state.legalSteps
      .filter(({ step }) => legalSteps[step].weighs)
      .map(({ step, on }) => ({ on, because: `${legalSteps[step].words}.` })),
    ...state.orders.map(order => ({ on: order.from, because: 'Sentenced.' })),
    ...state.orders.flatMap(order =>
      order.ended ? [{ on: order.ended.on, because: 'The order ended.' }] : [],
    ),
  ];
  const lastAsked = state.welfareAskedOn.reduce((last, on) => (on > last ? on : last), '');
  const unanswered = weighing.filter(date => date.on > lastAsked && date.on >= state.referredOn!);
  const first = unanswered.sort((a, b) => (a.on < b.on ? -1 : 1))[0];
  return first && { kind: 'welfare', by: first.on, because: first.because };
}

function orderEndsDue(state: CaseState): Due | undefined {
  if (state.status !== 'open') return undefined;
  const running = state.orders.filter(order => order.ended === null && order.until !== null);
  const first = running.sort((a, b) => (a.until! < b.until! ? -1 : 1))[0];
  return first && { kind: 'order_ends', by: first.until!, because: 'The order ends that day.' };
}
