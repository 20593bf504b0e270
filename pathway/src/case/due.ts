import type { Day } from '../day.ts';
import { receivingBodies } from './casework/closing.ts';
import { purposes } from './casework/lawful-basis.ts';
import { openTasks, taskKinds } from './casework/task.ts';
import { welfarePrompt } from './casework/welfare.ts';
import { childrenCheckDue } from './children-due.ts';
import { countDay, type Counted, type DueSettings } from './due-length.ts';
import { letterDue } from './letters/agreement.ts';
import { lifetimeDue } from './lifetime.ts';
import { legalDue, type LegalDueKind } from './legal/due.ts';
import type { CaseState } from './case.ts';

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
  | 'letter'
  | CaseworkDueKind
  | LegalDueKind;

/** Something to be done about a case: what, by when, and the fact and rule that made it fall due (E10). */
export interface Due {
  readonly kind: DueKind;
  readonly by: Day;
  readonly because: string;
}

/** Something whose day is counted with a length that an organisation sets; `{length}` in the words stands for it. */
export interface CountedDue extends Counted {
  readonly kind: DueKind;
  readonly because: string;
}

/** What is known of something due before anybody has said how long things may take: the day, or from when it counts. */
export type DueRule = Due | CountedDue;

/**
 * From when each thing falls due, and with which length. It follows from the case alone, so it can be kept beside the
 * case, and a length that is set anew holds at once for every case: nothing that is kept has to be made again.
 */
export function dueRules(state: CaseState): DueRule[] {
  const rules: (DueRule | undefined)[] = [
    triageDue(state),
    ...childrenCheckDue(state),
    welfareDue(state),
    orderEndsDue(state),
    taskDue(state),
    ...handoverDue(state),
    receiptDue(state),
    basisReviewDue(state),
    letterDue(state),
    ...lifetimeDue(state.lifetime),
    ...legalDue(state),
  ];
  const known = rules.filter(rule => rule !== undefined);
  // Of one kind, counted with one length, what counts from the soonest day is due the soonest, however long that is.
  return known.filter(rule => {
    const alike = known.filter(one => one.kind === rule.kind && lengthOf(one) === lengthOf(rule));
    return alike.reduce((first, one) => (startOf(one) < startOf(first) ? one : first)) === rule;
  });
}

const lengthOf = (rule: DueRule) => ('by' in rule ? '' : rule.length);
const startOf = (rule: DueRule) => ('by' in rule ? rule.by : rule.from);

/** Counts what is due with the lengths that hold: of each kind the soonest, and of all the soonest first. */
export function countDue(rules: readonly DueRule[], settings: DueSettings): Due[] {
  const counted = rules.map(rule => ({ length: lengthOf(rule), due: dueBy(rule, settings) }));
  // On one day what follows from an event is named before what follows from the time alone.
  counted.sort((a, b) => compare(a.due.by, b.due.by) || compare(a.length, b.length));
  const soonestFirst = counted.map(one => one.due);
  // When the soonest of a kind is done, the next one comes up.
  return soonestFirst.filter((one, at) => soonestFirst.findIndex(({ kind }) => kind === one.kind) === at);
}

function dueBy(rule: DueRule, settings: DueSettings): Due {
  if ('by' in rule) return rule;
  const because = rule.because.replace('{length}', String(settings[rule.length]));
  return { kind: rule.kind, by: countDay(rule, settings), because };
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Everything that is due in a case, or will be, soonest first. Facts and dated rules only; nothing is ranked. */
export function dueInCase(state: CaseState, settings: DueSettings): Due[] {
  return countDue(dueRules(state), settings);
}

function triageDue({ status, referredOn }: CaseState): CountedDue | undefined {
  const length = 'triageWithin';
  if (status === 'referred') {
    const because = 'A referral is waiting for an answer.';
    return { kind: 'triage', from: referredOn!, length, times: 1, because };
  }
  if (status === 'accepted') {
    const because = 'The referral was accepted and has no practitioner yet.';
    return { kind: 'open_case', from: referredOn!, length, times: 2, because };
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
