import type { Day } from '../day.ts';
import { addWorkingDays } from '../law/working-days.ts';
import { receivingBodies } from './casework/closing.ts';
import { purposes } from './casework/lawful-basis.ts';
import { openTasks, taskKinds } from './casework/task.ts';
import { welfarePrompt } from './casework/welfare.ts';
import { childrenCheckDue } from './children-due.ts';
import { lifetimeDue } from './lifetime.ts';
import { legalDue, type LegalDueKind } from './legal/due.ts';
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

/** What falls due in the work itself. */
export type CaseworkDueKind = 'task' | 'handover' | 'allocate' | 'receipt' | 'basis_review';

export type DueKind =
  | 'triage'
  | 'open_case'
  | 'children_check'
  | 'welfare'
  | 'order_ends'
  | 'copy'
  | 'erasure'
  | CaseworkDueKind
  | LegalDueKind;

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
    taskDue(state),
    ...handoverDue(state),
    receiptDue(state),
    basisReviewDue(state),
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

/** Whether somebody watches what still runs: the practitioner, or whoever was named when the case was closed. */
function isWatched(state: CaseState): boolean {
  return (
    state.status === 'open' ||
    (state.closed !== null && state.closed.reason !== 'died' && state.closed.watchedBy !== null)
  );
}

/** E8: a prompt at each date that weighs, until somebody has asked and said so; also while nobody carries the case. */
function welfareDue(state: CaseState): Due | undefined {
  if (state.status === 'none' || (state.closed && !isWatched(state))) return undefined;
  const prompt = welfarePrompt(state);
  return prompt && { kind: 'welfare', by: prompt.on, because: prompt.because };
}

/** The open task that comes first. */
function taskDue(state: CaseState): Due | undefined {
  const [first] = [...openTasks(state)].sort((a, b) => (a.by < b.by ? -1 : 1));
  return first && { kind: 'task', by: first.by, because: `${taskKinds[first.kind]}.` };
}

function handoverDue({ handoverBy: by, uncarriedSince, status }: CaseState): (Due | undefined)[] {
  return [
    by === null ? undefined : { kind: 'handover', by, because: 'The case was handed over.' },
    uncarriedSince === null || status !== 'open'
      ? undefined
      : { kind: 'allocate', by: uncarriedSince, because: 'Nobody carries this case.' },
  ];
}

function receiptDue({ closed }: CaseState): Due | undefined {
  const transfer = closed?.transfer;
  if (!transfer || transfer.receivedOn !== null) return undefined;
  return {
    kind: 'receipt',
    by: transfer.receiptBy,
    because: `Transferred: ${receivingBodies[transfer.to].toLowerCase()}. They have not said that they have them.`,
  };
}

function basisReviewDue({ lawfulBases, closed }: CaseState): Due | undefined {
  if (closed) return undefined;
  const [first] = [...lawfulBases].sort((a, b) => (a.reviewOn < b.reviewOn ? -1 : 1));
  return first && { kind: 'basis_review', by: first.reviewOn, because: `${purposes[first.purpose]}.` };
}

function orderEndsDue(state: CaseState): Due | undefined {
  if (!isWatched(state)) return undefined;
  const running = state.orders.filter(order => order.ended === null && order.until !== null);
  const first = running.sort((a, b) => (a.until! < b.until! ? -1 : 1))[0];
  return first && { kind: 'order_ends', by: first.until!, because: 'The order ends that day.' };
}
