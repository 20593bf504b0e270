import type { ToldEvent } from '../../told.ts';
import type { CaseState } from '../case.ts';
import { afterBreachHeard, type BreachOutcome } from './breach.ts';
import { evolveClock } from './evolve-clocks.ts';
import type { Condition } from './conditions.ts';
import { inCustody } from './custody.ts';
import type { Failure, JudgedFailure } from './enforcement.ts';
import type { LegalEvent } from './events.ts';
import { supervisionUntil, type Order } from './orders.ts';
import { afterStep, proceedingsAt, type Proceedings } from './proceedings.ts';
import { numbered } from './requirements.ts';
import { sentenceEnds, type Requirement, type SuspendedTerm } from './sentence.ts';
import type { LegalStage } from './stages.ts';
import { withProceedingsOf } from './state.ts';
import type { LegalStepTaken } from './steps.ts';

type EventOf<Type extends LegalEvent['type']> = Extract<ToldEvent<LegalEvent>, { type: Type }>;

/** The state after one more legal event. Total: a correction may have taken out what an event was about. */
export function evolveLegal(state: CaseState, event: ToldEvent<LegalEvent>): CaseState {
  const { occurredOn: on } = event;
  const told = event.told.last;
  switch (event.type) {
    case 'proceedings_begun':
      return standsAt(state, event.facts.proceedings, event.facts.stage, on);
    case 'legal_step': {
      const { step, detail } = event.facts;
      const taken = { step, detail } as unknown as LegalStepTaken;
      return changeProceedings(state, event.facts.proceedings, one => afterStep(one, on, told, taken));
    }
    case 'appealed': {
      const appeal = { on, against: event.facts.against, decided: null };
      return changeProceedings(state, event.facts.proceedings, one => ({ ...one, appeal }));
    }
    case 'appeal_decided':
      return afterAppeal(state, event);
    case 'keeping_reviewed': {
      const { outcome, reviewOn } = event.facts;
      return changeProceedings(state, event.facts.proceedings, one => ({
        ...one,
        kept: { on, outcome, reviewOn },
      }));
    }
    case 'sentenced':
      return afterSentence(state, event);
    case 'order_ended': {
      const { how } = event.facts;
      return changeOrder(state, event.facts.order, order => [{ ...order, ended: { on, how, told } }]);
    }
    case 'supervision_ended': {
      const ended = { on, how: event.facts.how };
      return changeOrder(state, event.facts.order, order => {
        const { suspended } = order;
        if (!suspended?.supervision) return [order];
        return [{ ...order, suspended: { ...suspended, supervision: { ...suspended.supervision, ended } } }];
      });
    }
    case 'requirement_progressed':
    case 'requirement_ended':
      return changeOrder(state, event.facts.order, order => [afterRequirement(order, event)]);
    case 'failure_judged':
      return changeOrder(state, event.facts.order, order => [afterJudgement(order, event)]);
    case 'breach_heard': {
      const found = event.facts.found as unknown as BreachOutcome;
      return changeOrder(state, event.facts.order, order => afterBreachHeard(order, on, told, found));
    }
    case 'released':
    case 'recalled':
    case 'post_sentence_supervision_began':
      return changeOrder(state, event.facts.order, order => [afterCustody(order, event)]);
    case 'condition_set': {
      const { condition: id, kind, subject, until } = event.facts;
      const under = event.facts.under as unknown as Condition['under'];
      const fresh: Condition = { id, under, kind, subject, from: on, until, told, ended: null };
      return { ...state, conditions: [...state.conditions, fresh] };
    }
    case 'condition_ended': {
      const { condition, why } = event.facts;
      return {
        ...state,
        conditions: state.conditions.map(one =>
          one.id === condition ? { ...one, ended: { on, why, told } } : one,
        ),
      };
    }
    default:
      return { ...state, clocks: evolveClock(state.clocks, event) };
  }
}

/** What is said of the stage of proceedings gives way to steps that are known to the day, also to earlier ones. */
export function standsAt(
  state: CaseState,
  id: string,
  stage: LegalStage,
  on: Proceedings['endedOn'],
): CaseState {
  const known = state.proceedings.some(one => one.id === id);
  if (known) return state;
  const fresh = { ...proceedingsAt(id, stage), endedOn: stage === 'ended_without_conviction' ? on : null };
  return withProceedingsOf(state, [...state.proceedings, fresh]);
}

function changeProceedings(
  state: CaseState,
  id: string,
  change: (one: Proceedings) => Proceedings,
): CaseState {
  const known = state.proceedings.some(one => one.id === id);
  const all = known ? state.proceedings : [...state.proceedings, proceedingsAt(id, 'not_known_to_police')];
  return withProceedingsOf(
    state,
    all.map(one => (one.id === id ? change(one) : one)),
  );
}

function changeOrder(state: CaseState, id: string, change: (order: Order) => Order[]): CaseState {
  return { ...state, orders: state.orders.flatMap(order => (order.id === id ? change(order) : [order])) };
}

function afterAppeal(state: CaseState, event: EventOf<'appeal_decided'>): CaseState {
  const { proceedings: id, outcome } = event.facts;
  const on = event.occurredOn;
  const quashed = outcome === 'conviction_quashed';
  const decided = changeProceedings(state, id, one => ({
    ...one,
    appeal: one.appeal && { ...one.appeal, decided: { on, outcome } },
    ...(quashed && { stage: 'ended_without_conviction' as const, convictedOn: null, endedOn: on }),
  }));
  if (!quashed && outcome !== 'sentence_varied') return decided;
  const how = quashed ? ('quashed' as const) : ('replaced_on_appeal' as const);
  const ended = { on, how, told: event.told.last };
  return {
    ...decided,
    orders: decided.orders.map(one => (one.proceedings === id && !one.ended ? { ...one, ended } : one)),
  };
}

function afterSentence(state: CaseState, event: EventOf<'sentenced'>): CaseState {
  const { order: id, proceedings, disposal, months } = event.facts;
  const suspended = event.facts.suspended as unknown as SuspendedTerm | null;
  const from = event.occurredOn;
  const told = event.told.last;
  const order: Order = {
    id,
    proceedings,
    disposal,
    from,
    until: sentenceEnds(from, { months }),
    told,
    untilTold: told,
    requirements: numbered(event.facts.requirements as unknown as Requirement[]),
    suspended: suspended && {
      termMonths: suspended.termMonths,
      supervision: supervisionUntil(from, suspended.supervisionMonths),
    },
    custody: disposal === 'immediate_custody' ? inCustody(from) : null,
    failures: [],
    breaches: [],
    activates: null,
    ended: null,
  };
  const after = changeProceedings(state, proceedings, one => ({
    ...one,
    stage: 'sentenced',
    bail: null,
    deferredUntil: null,
  }));
  return { ...after, orders: [...after.orders, order] };
}

function afterRequirement(
  order: Order,
  event: EventOf<'requirement_progressed'> | EventOf<'requirement_ended'>,
): Order {
  const on = event.occurredOn;
  const requirements = order.requirements.map(one => {
    if (one.number !== event.facts.requirement) return one;
    return event.type === 'requirement_ended'
      ? { ...one, lastOn: on, ended: { on, how: event.facts.how } }
      : { ...one, lastOn: on, done: one.done + event.facts.amount };
  });
  return { ...order, requirements };
}

function afterJudgement(order: Order, event: EventOf<'failure_judged'>): Order {
  const { failedOn, judged, otherwise } = event.facts;
  const on = event.occurredOn;
  const failure = event.facts.failure as unknown as Failure;
  const judgement: JudgedFailure = { failure, failedOn, judged, on, otherwise };
  // What is failed while a referral waits to be heard goes to the same hearing.
  const waits = order.breaches.at(-1)?.heard === null;
  const breaches =
    judged === 'referred' && !waits ? [...order.breaches, { referredOn: on, heard: null }] : order.breaches;
  return { ...order, failures: [...order.failures, judgement], breaches };
}

function afterCustody(
  order: Order,
  event: EventOf<'released'> | EventOf<'recalled'> | EventOf<'post_sentence_supervision_began'>,
): Order {
  const since = event.occurredOn;
  const { recalls = [], moves = [] } = order.custody ?? {};
  const moved = (what: 'released' | 'recalled') => [...moves, { on: since, told: event.told.last, what }];
  switch (event.type) {
    case 'released': {
      const until = event.facts.licenceUntil;
      return { ...order, custody: { status: 'on_licence', since, until, recalls, moves: moved('released') } };
    }
    case 'recalled': {
      const also = [...recalls, { on: since, days: event.facts.days }];
      const custody = {
        status: 'recalled',
        since,
        until: null,
        recalls: also,
        moves: moved('recalled'),
      } as const;
      return { ...order, custody };
    }
    case 'post_sentence_supervision_began':
      return { ...order, custody: { status: 'supervised', since, until: event.facts.until, recalls, moves } };
  }
}
