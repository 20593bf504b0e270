import { accept, refuse } from '../../decider.ts';
import { addDays, sayDay, type Day } from '../../day.ts';
import { refuseByLawDate, type LawDate } from '../../law/law-date.ts';
import { fixedRecall } from '../../law/recall.ts';
import { event, refuseBefore, unsaved, type CaseDecision, type CommandOf } from '../answer.ts';
import type { CaseState } from '../case.ts';
import type { Order } from './orders.ts';
import { withRunningOrder } from './running-order.ts';

export const custodyStatuses = {
  in_custody: 'In custody',
  on_licence: 'On licence',
  recalled: 'Recalled to custody',
  supervised: 'Under supervision after the sentence',
} as const;

/** Where somebody stands under a term of custody: released on licence, recalled, released again (domain 2.1). */
export interface Custody {
  readonly status: keyof typeof custodyStatuses;
  /** Since when they have stood there. */
  readonly since: Day;
  /** The last day of the licence or of the supervision. */
  readonly until: Day | null;
  readonly recalls: readonly Recall[];
  /** Each time that they came out or went back, and when that was told: where they live is another place since. */
  readonly moves: readonly Move[];
}

export interface Move {
  readonly on: Day;
  readonly told: number;
  readonly what: 'released' | 'recalled';
}

export interface Recall {
  readonly on: Day;
  /** A fixed number of days; null for a recall without one. */
  readonly days: number | null;
}

export function inCustody(since: Day): Custody {
  return { status: 'in_custody', since, until: null, recalls: [], moves: [] };
}

/** The day on which a recall of fixed length is over; null where none runs. */
export function recallEnds({ status, recalls }: Custody): Day | null {
  const last = recalls.at(-1);
  return status !== 'recalled' || !last || last.days === null ? null : addDays(last.on, last.days);
}

export function recordRelease(state: CaseState, command: CommandOf<'record_release'>): CaseDecision {
  const { on, licenceUntil } = command;
  return withCustody(state, command, ['in_custody', 'recalled'], order => {
    if (licenceUntil < on) {
      return refuse(
        'ends_before_it_begins',
        `The licence would end before it begins. ${unsaved}`,
        'licenceUntil',
      );
    }
    return accept(event('released', on, { order: order.id, licenceUntil }));
  });
}

export function recordRecall(state: CaseState, command: CommandOf<'record_recall'>): CaseDecision {
  const { on, days } = command;
  return withCustody(state, command, ['on_licence'], (order, custody) => {
    if (custody.until !== null && on > custody.until) {
      return refuse(
        'licence_over',
        `The licence ended on ${sayDay(custody.until)}. ${unsaved} Check the day.`,
        'on',
      );
    }
    const rule = fixedRecall(on);
    if (days !== null && !rule.rule.includes(days)) {
      return refuse(
        'no_such_recall',
        `A recall of fixed length lasted ${rule.rule.join(' or ')} days on ${sayDay(on)} (${rule.source}). ${unsaved} Check the day, or record a recall without a fixed length.`,
        'days',
      );
    }
    return accept(event('recalled', on, { order: order.id, days }));
  });
}

export function beginPostSentenceSupervision(
  state: CaseState,
  command: CommandOf<'begin_post_sentence_supervision'>,
): CaseDecision {
  const { on, until, repealed } = command;
  return withCustody(state, command, ['on_licence'], (order, custody) => {
    if (until < on) {
      return refuse('ends_before_it_begins', `It would end before it begins. ${unsaved}`, 'until');
    }
    // It follows the licence (domain 2.1): begun earlier, it would end the conditions of the licence unseen.
    if (custody.until !== null && on < custody.until) {
      return refuse(
        'not_yet',
        `The licence runs until ${sayDay(custody.until)}, and supervision follows it. ${unsaved} Check the day.`,
        'on',
      );
    }
    const conviction = state.proceedings.find(one => one.id === order.proceedings)?.convictedOn ?? null;
    return (
      refuseByLawDate('repealed', repealed, { conviction, sentence: order.from, decision: on }) ??
      accept(
        event('post_sentence_supervision_began', on, {
          order: order.id,
          until,
          repealed: lawFacts(repealed),
        }),
      )
    );
  });
}

function lawFacts({ on, trigger, source }: LawDate) {
  return { on, trigger, source };
}

function withCustody(
  state: CaseState,
  { on, order: id }: { on: Day; order: string },
  from: readonly Custody['status'][],
  decide: (order: Order, custody: Custody) => CaseDecision,
): CaseDecision {
  return withRunningOrder(state, id, on, order => {
    const { custody } = order;
    if (!custody) {
      return refuse(
        'not_custody',
        `That sentence is not one of custody. ${unsaved} Choose another.`,
        'order',
      );
    }
    if (!from.includes(custody.status)) {
      return refuse(
        'not_from_here',
        `They are recorded as: ${custodyStatuses[custody.status].toLowerCase()}, since ${sayDay(custody.since)}. ${unsaved} If a step is missing, record that first.`,
        'order',
      );
    }
    return refuseBefore(on, custody.since, 'what was last recorded of it') ?? decide(order, custody);
  });
}
