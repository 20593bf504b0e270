import { accept, refuse, type Json } from '../../decider.ts';
import { sayDay, type Day } from '../../day.ts';
import { event, refuseBefore, unsaved, type CaseDecision, type CommandOf } from '../answer.ts';
import type { CaseState } from '../case.ts';
import { inCustody } from './custody.ts';
import type { Order, OrderEnd } from './orders.ts';
import { withRunningOrder } from './running-order.ts';
import { numbered, refuseRequirements } from './requirements.ts';
import { sentenceEnds, type Disposal, type Requirement } from './sentence.ts';

export const breachOutcomes = {
  not_proved: 'Not proved',
  fine: 'Proved: fine',
  more_onerous: 'Proved: more onerous requirements',
  revoked_resentenced: 'Proved: order revoked, to be sentenced again',
  activated_full: 'Proved: the whole suspended term activated',
  activated_reduced: 'Proved: a part of the suspended term activated',
  extended: 'Proved: the order made longer',
} as const;
export type BreachOutcomeKind = keyof typeof breachOutcomes;

/** What a court can do about a breach of each sentence (domain 2.1, 2.5). A breach of licence leads to recall. */
export const breachOutcomesOf: Readonly<Record<Disposal, readonly BreachOutcomeKind[]>> = {
  absolute_discharge: [],
  conditional_discharge: ['not_proved', 'revoked_resentenced'],
  fine: [],
  community_order: ['not_proved', 'fine', 'more_onerous', 'revoked_resentenced'],
  suspended_sentence_order: ['not_proved', 'fine', 'extended', 'activated_full', 'activated_reduced'],
  immediate_custody: ['not_proved', 'fine'],
};

/** What the court decided, with what goes with it. */
export type BreachOutcome =
  | { readonly outcome: Exclude<BreachOutcomeKind, 'more_onerous' | 'activated_reduced' | 'extended'> }
  | { readonly outcome: 'more_onerous'; readonly requirements: readonly Requirement[] }
  | { readonly outcome: 'activated_reduced'; readonly months: number }
  | { readonly outcome: 'extended'; readonly until: Day };

export function hearBreach(state: CaseState, command: CommandOf<'hear_breach'>): CaseDecision {
  const { on, found } = command;
  return withRunningOrder(state, command.order, on, order => {
    const open = order.breaches.at(-1);
    if (!open || open.heard) {
      return refuse(
        'not_referred',
        `No breach of that order waits to be heard. ${unsaved} Record the referral first.`,
      );
    }
    const early = refuseBefore(on, open.referredOn, 'the referral');
    if (early) return early;
    if (!breachOutcomesOf[order.disposal].includes(found.outcome)) {
      return refuse(
        'outcome_does_not_fit',
        `A court does not decide so about this kind of sentence. ${unsaved}`,
        'outcome',
      );
    }
    return (
      refuseOutcome(order, found) ??
      accept(event('breach_heard', on, { order: order.id, found: outcomeFacts(found) }))
    );
  });
}

function refuseOutcome(order: Order, found: BreachOutcome) {
  switch (found.outcome) {
    case 'more_onerous':
      if (found.requirements.length === 0) {
        return refuse(
          'requirements_missing',
          `Say which requirements the court added. ${unsaved}`,
          'requirements',
        );
      }
      return refuseRequirements(found.requirements);
    case 'extended':
      if (order.until !== null && found.until <= order.until) {
        return refuse('not_longer', `It runs until ${sayDay(order.until)} as it is. ${unsaved}`, 'until');
      }
      return undefined;
    case 'activated_reduced': {
      const term = order.suspended?.termMonths ?? null;
      if (!Number.isInteger(found.months) || found.months < 1 || (term !== null && found.months >= term)) {
        return refuse(
          'not_a_part',
          `Give the months that were activated as a whole number${term === null ? '' : `, fewer than the ${term} that were suspended`}. ${unsaved}`,
          'months',
        );
      }
      return undefined;
    }
    default:
      return undefined;
  }
}

function outcomeFacts(found: BreachOutcome): Json {
  return found.outcome === 'more_onerous'
    ? { outcome: found.outcome, requirements: found.requirements.map(({ kind, most }) => ({ kind, most })) }
    : { ...found };
}

const ends: Partial<Record<BreachOutcomeKind, OrderEnd>> = {
  revoked_resentenced: 'revoked_resentenced',
  activated_full: 'activated_full',
  activated_reduced: 'activated_reduced',
};

/** The order after the court has heard the breach, and the term of custody that it activated, if any. */
export function afterBreachHeard(order: Order, on: Day, told: number, found: BreachOutcome): Order[] {
  const heard = { on, outcome: found.outcome };
  const breaches = order.breaches.map((one, index) =>
    index === order.breaches.length - 1 ? { ...one, heard } : one,
  );
  const how = ends[found.outcome];
  const after: Order = {
    ...order,
    breaches,
    ...(found.outcome === 'extended' && { until: found.until, untilTold: told }),
    requirements:
      found.outcome === 'more_onerous'
        ? [...order.requirements, ...numbered(found.requirements, order.requirements.length)]
        : order.requirements,
    ended: how ? { on, how, told } : order.ended,
  };
  if (found.outcome === 'activated_full')
    return [after, activated(order, on, told, order.suspended?.termMonths ?? null)];
  if (found.outcome === 'activated_reduced') return [after, activated(order, on, told, found.months)];
  return [after];
}

function activated(order: Order, on: Day, told: number, months: number | null): Order {
  return {
    ...order,
    id: `${order.id}:activated`,
    disposal: 'immediate_custody',
    from: on,
    until: sentenceEnds(on, { months }),
    told,
    untilTold: told,
    requirements: [],
    suspended: null,
    custody: inCustody(on),
    failures: [],
    breaches: [],
    activates: order.id,
    ended: null,
  };
}
