import { attendanceOutcomes } from '../../attendance.ts';
import { accept, refuse } from '../../decider.ts';
import { addMonths, sayDay, type Day } from '../../day.ts';
import { warningCounts } from '../../law/warning.ts';
import { event, refuseBefore, unsaved, type CaseDecision, type CommandOf } from '../answer.ts';
import type { CaseState } from '../case.ts';
import type { BreachOutcomeKind } from './breach.ts';
import type { Order } from './orders.ts';
import { withRunningOrder } from './running-order.ts';

export const failureKinds = {
  session: 'A session of a programme',
  appointment: 'An appointment',
  unpaid_work: 'Unpaid work',
  other_requirement: 'Another requirement or condition',
  reoffence: 'Convicted of something done during the order',
} as const;
export type FailureKind = keyof typeof failureKinds;

/** What was not done. A session is named by its mark in the register, so that it is judged once. */
export type Failure =
  | { readonly kind: 'session'; readonly enrolment: string; readonly session: number }
  | { readonly kind: Exclude<FailureKind, 'session'>; readonly on: Day };

export const judgements = {
  excused: 'There was a reasonable excuse',
  warned: 'A warning was given',
  referred: 'It was referred for breach',
} as const;
export type Judgement = keyof typeof judgements;

/** What a warning has to say (Criminal Justice Act 2003 Sch 8 para 5). */
export interface WarningSays {
  readonly whatFailed: boolean;
  readonly unacceptable: boolean;
  /** That a further failure within 12 months makes them liable to be brought before a court. */
  readonly courtNext: boolean;
}

export interface JudgedFailure {
  readonly failure: Failure;
  readonly failedOn: Day;
  readonly judged: Judgement;
  readonly on: Day;
  /** The officer decided otherwise than the counted facts and the rule would have it, and said why. */
  readonly otherwise: boolean;
}

/** What the rule would have, and the facts that were counted for it. The officer decides (E10). */
export interface Proposal {
  readonly proposes: Exclude<Judgement, 'excused'>;
  /** Warnings within the time that counts, before the failure. */
  readonly warnings: readonly Day[];
  readonly since: Day;
  readonly rule: string;
}

/** Warn, or refer where a warning still counts on the day of the failure. */
export function enforcementProposal(order: Pick<Order, 'failures'>, failedOn: Day): Proposal {
  const { months } = warningCounts.rule;
  const warnings = order.failures
    .filter(one => one.judged === 'warned' && one.on <= failedOn && failedOn < addMonths(one.on, months))
    .map(one => one.on);
  return {
    proposes: warnings.length > 0 ? 'referred' : 'warned',
    warnings,
    since: addMonths(failedOn, -months),
    rule: `After a failure without reasonable excuse the responsible officer warns, unless there was a warning in the ${months} months before; then it goes to enforcement (${warningCounts.source}).`,
  };
}

export type EnforcementStatus = 'active' | 'warned' | 'breach_referred' | 'breach_proved' | 'ended';

export const enforcementWords: Record<EnforcementStatus, string> = {
  active: 'Running',
  warned: 'Running, with a warning that counts',
  breach_referred: 'Referred for breach, not yet heard',
  breach_proved: 'Running, after a breach that was proved',
  ended: 'Ended',
};

/** Where an order stands on `on`: a warning stops counting after its time, and the order is active again. */
export function enforcementStatus(order: Order, on: Day): EnforcementStatus {
  if (order.ended) return 'ended';
  const breach = order.breaches.at(-1);
  if (breach && !breach.heard) return 'breach_referred';
  if (breach?.heard && breach.heard.outcome !== 'not_proved') return 'breach_proved';
  return enforcementProposal(order, on).warnings.length > 0 ? 'warned' : 'active';
}

const enforceable = ['community_order', 'suspended_sentence_order', 'immediate_custody'];

export function judgeFailure(state: CaseState, command: CommandOf<'judge_failure'>): CaseDecision {
  const { on, failure, judged, warning, words, why } = command;
  return withRunningOrder(state, command.order, on, order => {
    const free = order.custody && ['in_custody', 'recalled'].includes(order.custody.status);
    const byReoffence = failure.kind === 'reoffence' && order.disposal !== 'community_order';
    if (
      free ||
      !(enforceable.includes(order.disposal) || (byReoffence && order.disposal === 'conditional_discharge'))
    ) {
      return refuse('not_enforced', `Nothing can be failed under that sentence now. ${unsaved}`, 'order');
    }
    if (failure.kind === 'reoffence' && (!byReoffence || judged !== 'referred')) {
      return refuse(
        'reoffence_goes_to_court',
        `A new conviction is put before a court under a suspended sentence, a discharge or a licence only. ${unsaved}`,
        'what',
      );
    }
    const failedOn = failureDay(state, failure);
    if (failedOn === undefined) {
      return refuse(
        'no_such_failure',
        `That session is not marked as one that was failed. ${unsaved}`,
        'failure',
      );
    }
    if (order.failures.some(one => sameFailure(one.failure, failure))) {
      return refuse(
        'already_judged',
        `That failure is decided already. ${unsaved} Correct the decision instead.`,
      );
    }
    const early =
      refuseBefore(failedOn, order.from, 'the sentence') ?? refuseBefore(on, failedOn, 'the failure');
    if (early) return early;
    if (judged !== 'excused' && words.trim() === '') {
      return refuse('not_described', `Say what was not done. ${unsaved}`, 'words');
    }
    if ((judged === 'warned') !== (warning !== null)) {
      return refuse(
        'warning_missing',
        `A warning, and nothing else, says what a warning has to say. ${unsaved}`,
        'says',
      );
    }
    if (warning && !(warning.whatFailed && warning.unacceptable && warning.courtNext)) {
      return refuse(
        'warning_incomplete',
        `A warning says what was not done, that this is unacceptable, and that another failure within 12 months can lead to court. ${unsaved} Give it again with all three.`,
        'says',
      );
    }
    const { proposes, warnings } = enforcementProposal(order, failedOn);
    const otherwise = judged !== 'excused' && failure.kind !== 'reoffence' && judged !== proposes;
    if (otherwise && why.trim() === '') {
      const counted =
        warnings.length === 0 ? 'No warning counts' : `A warning of ${sayDay(warnings[0])} counts`;
      return refuse(
        'say_why',
        `${counted}, so the rule would have it otherwise. ${unsaved} Say why you decide so.`,
        'why',
      );
    }
    return accept({
      ...event('failure_judged', on, {
        order: order.id,
        failure: { ...failure },
        failedOn,
        judged,
        otherwise,
      }),
      sealed: { words, why },
    });
  });
}

/** The day of a failure; undefined for a session that nobody marked as failed. */
export function failureDay(state: Pick<CaseState, 'enrolments'>, failure: Failure): Day | undefined {
  if (failure.kind !== 'session') return failure.on;
  const enrolment = state.enrolments.find(one => one.id === failure.enrolment);
  const mark = enrolment?.attendances.find(one => one.session === failure.session);
  return mark && !attendanceOutcomes[mark.code].complied ? mark.on : undefined;
}

export function sameFailure(a: Failure, b: Failure): boolean {
  if (a.kind === 'session' && b.kind === 'session') {
    return a.enrolment === b.enrolment && a.session === b.session;
  }
  return a.kind !== 'session' && b.kind !== 'session' && a.kind === b.kind && a.on === b.on;
}

/** A referral for breach, until a court has heard it. */
export interface Breach {
  readonly referredOn: Day;
  readonly heard: { readonly on: Day; readonly outcome: BreachOutcomeKind } | null;
}
