import { accept, refuse } from '../../decider.ts';
import { addDays, addMonths, sayDay, type Day } from '../../day.ts';
import { refuseByLawDate, type LawDate } from '../../law/law-date.ts';
import { longestSuspended } from '../../law/suspended-term.ts';
import { event, refuseBefore, unsaved, type CaseDecision, type CommandOf } from '../answer.ts';
import type { CaseState } from '../case.ts';
import type { Custody } from './custody.ts';
import type { Breach, JudgedFailure } from './enforcement.ts';
import { withProceedings } from './proceedings.ts';
import { refuseRequirements, type OrderRequirement } from './requirements.ts';
import { lastRecordedOf, refuseWhileReferred } from './last-recorded.ts';
import { withRunningOrder } from './running-order.ts';
import { disposals, type Disposal, type Sentence } from './sentence.ts';

/** How an order comes to an end. `activated` was told by earlier versions, without how much of the term. */
export const orderEnds = {
  expired: 'It ran its full length',
  completed: 'It was completed',
  terminated_early: 'The responsible officer ended it early',
  revoked: 'A court revoked it',
  revoked_good_progress: 'A court revoked it for good progress',
  revoked_resentenced: 'A court revoked it after a breach and sentenced again',
  activated: 'A court activated the suspended term',
  activated_full: 'A court activated the whole suspended term',
  activated_reduced: 'A court activated a part of the suspended term',
  licence_ended: 'The licence ended',
  supervision_ended: 'The supervision after the sentence ended',
  quashed: 'The conviction was quashed',
  replaced_on_appeal: 'A court put another sentence in its place',
} as const;
export type OrderEnd = keyof typeof orderEnds;

/** The ends that somebody records as such, for each sentence; the others follow from a court's decision. */
export const endsOf = {
  absolute_discharge: [],
  conditional_discharge: ['expired', 'revoked'],
  fine: ['completed'],
  community_order: ['expired', 'completed', 'terminated_early', 'revoked', 'revoked_good_progress'],
  suspended_sentence_order: ['expired', 'completed', 'revoked'],
  immediate_custody: ['expired', 'licence_ended', 'supervision_ended'],
} as const satisfies Record<Disposal, readonly OrderEnd[]>;
export type RecordedEnd = (typeof endsOf)[Disposal][number];

/** What the officer confirms when they end an order, or supervision, before its time (Sentencing Act 2026 ss.38, 39). */
export interface EarlyEnd {
  readonly requirementsMet: boolean;
  readonly objectivesMet: boolean;
  /** From when the power has been in force: it was not read at the source, so it is asked for. */
  readonly inForce: LawDate;
}

export interface Suspended {
  readonly termMonths: number | null;
  readonly supervision: {
    readonly until: Day;
    readonly ended: { readonly on: Day; readonly how: 'expired' | 'terminated_early' } | null;
  } | null;
}

export interface Order {
  readonly id: string;
  readonly proceedings: string;
  readonly disposal: Disposal;
  readonly from: Day;
  /** The last day, as ordered; null where the sentence does not last. */
  readonly until: Day | null;
  readonly told: number;
  /** When its last day was told: with the order itself, until a court changes it. */
  readonly untilTold: number;
  readonly requirements: readonly OrderRequirement[];
  /** Of a suspended sentence order: its second clock, and the term. */
  readonly suspended: Suspended | null;
  readonly custody: Custody | null;
  readonly failures: readonly JudgedFailure[];
  readonly breaches: readonly Breach[];
  /** The suspended sentence whose term this is; null of a sentence of its own. */
  readonly activates: string | null;
  readonly ended: { readonly on: Day; readonly how: OrderEnd; readonly told: number } | null;
}

/** The sentence of these proceedings that has not ended. */
export function runningOrderOf(state: Pick<CaseState, 'orders'>, proceedings: string): Order | undefined {
  return state.orders.find(one => one.proceedings === proceedings && one.ended === null);
}

const replacedBy: readonly OrderEnd[] = ['revoked_resentenced', 'replaced_on_appeal'];

function sentencesOf(state: CaseState, proceedings: string) {
  return state.orders.filter(one => one.proceedings === proceedings && one.activates === null);
}

/** Whether a sentence stands in these proceedings, so that another one belongs to others. */
export function hasSentence(state: CaseState, proceedings: string): boolean {
  return sentencesOf(state, proceedings).some(one => !one.ended || !replacedBy.includes(one.ended.how));
}

export function recordSentence(state: CaseState, command: CommandOf<'record_sentence'>): CaseDecision {
  const { on, sentence } = command;
  if (state.orders.some(order => order.id === sentence.order)) {
    return refuse('already_recorded', `This sentence is already recorded. ${unsaved}`);
  }
  return withProceedings(state, sentence.proceedings, found => {
    if (found.convictedOn === null) {
      return refuse(
        'not_convicted',
        `A sentence needs a conviction first. ${unsaved} Record the conviction.`,
      );
    }
    // One set of proceedings has at most one disposal, but for one that a court put in the place of another.
    const earlier = sentencesOf(state, found.id);
    if (hasSentence(state, found.id)) {
      return refuse(
        'already_sentenced',
        `These proceedings have a sentence, and one set of proceedings has one. ${unsaved} If it belongs to other proceedings, begin those first.`,
        'proceedings',
      );
    }
    const lastStep = found.steps.at(-1)?.on ?? found.convictedOn;
    const replaced = earlier.map(one => one.ended!.on);
    return (
      refuseBefore(on, found.convictedOn, 'the conviction') ??
      refuseBefore(on, [lastStep, ...replaced].sort().at(-1)!, 'what was last recorded of them') ??
      refuseSentence(on, sentence) ??
      accept(
        event('sentenced', on, {
          order: sentence.order,
          proceedings: found.id,
          disposal: sentence.disposal,
          months: sentence.months,
          suspended: sentence.suspended && { ...sentence.suspended },
          requirements: sentence.requirements.map(({ kind, most }) => ({ kind, most })),
        }),
      )
    );
  });
}

/** A refusal where no court can have given such a sentence on that day. */
function refuseSentence(on: Day, { disposal, months, suspended, requirements }: Sentence) {
  const { lasts, words } = disposals[disposal];
  if (lasts && (months === null || !Number.isInteger(months) || months < 1)) {
    return refuse(
      'length_missing',
      `Say how many months the ${words.toLowerCase()} lasts. ${unsaved}`,
      'months',
    );
  }
  if (!lasts && months !== null) {
    return refuse('has_no_length', `A sentence of this kind has no length. ${unsaved}`, 'months');
  }
  if (!['community_order', 'suspended_sentence_order'].includes(disposal) && requirements.length > 0) {
    return refuse(
      'no_requirements',
      `Only a community order or a suspended sentence order has requirements. ${unsaved}`,
      'requirements',
    );
  }
  if ((disposal === 'suspended_sentence_order') !== (suspended !== null)) {
    return refuse(
      'not_suspended',
      `A suspended term belongs to a suspended sentence order, and to nothing else. ${unsaved}`,
      'termMonths',
    );
  }
  if (suspended) {
    const { termMonths, supervisionMonths } = suspended;
    const rule = longestSuspended(on);
    if (termMonths !== null && (!Number.isInteger(termMonths) || termMonths < 1 || termMonths > rule.rule)) {
      return refuse(
        'term_cannot_be_suspended',
        `On ${sayDay(on)} a term of up to ${rule.rule} months could be suspended (${rule.source}). ${unsaved} Check the term and the day.`,
        'termMonths',
      );
    }
    if (
      supervisionMonths !== null &&
      (!Number.isInteger(supervisionMonths) || supervisionMonths < 1 || supervisionMonths > months!)
    ) {
      return refuse(
        'supervision_too_long',
        `Supervision lasts no longer than the order itself. ${unsaved} Give it in whole months.`,
        'supervisionMonths',
      );
    }
  }
  return refuseRequirements(requirements);
}

export function endOrder(state: CaseState, command: CommandOf<'end_order'>): CaseDecision {
  const { on, how, early } = command;
  return withRunningOrder(state, command.order, on, order => {
    const possible: readonly OrderEnd[] = endsOf[order.disposal];
    if (!possible.includes(how)) {
      return refuse(
        'cannot_end_so',
        `A ${disposals[order.disposal].words.toLowerCase()} does not end like that. ${unsaved} Choose another end.`,
        'how',
      );
    }
    if (how === 'expired' && order.until !== null && on < order.until) {
      return refuse(
        'not_yet',
        `It runs until ${sayDay(order.until)}, so it had not run its full length by then. ${unsaved}`,
        'on',
      );
    }
    const status = order.custody?.status;
    if (
      (how === 'licence_ended' && status !== 'on_licence') ||
      (how === 'supervision_ended' && status !== 'supervised')
    ) {
      return refuse('not_on_licence', `They are not on licence or under supervision now. ${unsaved}`, 'how');
    }
    const licence = how === 'licence_ended' ? (order.custody?.until ?? null) : null;
    if (licence !== null && on < licence) {
      return refuse('not_yet', `The licence runs until ${sayDay(licence)}. ${unsaved} Check the day.`, 'on');
    }
    return (
      refuseWhileReferred(order, how) ??
      refuseBefore(on, lastRecordedOf(order), 'what was last recorded of it') ??
      refuseEarly(how, early, order, state, on) ??
      accept(event('order_ended', on, { order: order.id, how, early: early && earlyFacts(early) }))
    );
  });
}

export function endSupervision(state: CaseState, command: CommandOf<'end_supervision'>): CaseDecision {
  const { on, how, early } = command;
  return withRunningOrder(state, command.order, on, order => {
    const supervision = order.suspended?.supervision;
    if (!supervision || supervision.ended) {
      return refuse('no_supervision', `No supervision is running under that order. ${unsaved}`, 'order');
    }
    if (how === 'expired' && on < supervision.until) {
      return refuse('not_yet', `Supervision runs until ${sayDay(supervision.until)}. ${unsaved}`, 'on');
    }
    return (
      refuseEarly(how, early, order, state, on) ??
      accept(event('supervision_ended', on, { order: order.id, how, early: early && earlyFacts(early) }))
    );
  });
}

function refuseEarly(how: OrderEnd, early: EarlyEnd | null, order: Order, state: CaseState, on: Day) {
  if ((how === 'terminated_early') !== (early !== null)) {
    return refuse(
      'early_end_incomplete',
      `Only an early end by the responsible officer says what was met, and since when the law allows it. ${unsaved}`,
      'how',
    );
  }
  if (!early) return undefined;
  if (!early.requirementsMet || !early.objectivesMet) {
    return refuse(
      'not_met',
      `An order ends early when its requirements were complied with and the objectives of the plan were met. ${unsaved}`,
      'met',
    );
  }
  const convicted = state.proceedings.find(one => one.id === order.proceedings)?.convictedOn ?? null;
  return refuseByLawDate('in_force', early.inForce, {
    conviction: convicted,
    sentence: order.from,
    decision: on,
  });
}

function earlyFacts({ requirementsMet, objectivesMet, inForce }: EarlyEnd) {
  return { requirementsMet, objectivesMet, inForce: { ...inForce } };
}

/** The last day of supervision under a suspended sentence made on `from`. */
export function supervisionUntil(from: Day, months: number | null): Suspended['supervision'] {
  return months === null ? null : { until: addDays(addMonths(from, months), -1), ended: null };
}
