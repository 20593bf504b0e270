import type { ChildrenCheck } from './children.ts';
import { legalSteps } from './legal-steps.ts';
import { afterProgramme } from './programme/after.ts';
import { afterRestriction } from './restriction.ts';
import { evolveLifetime, freshLifetime, isLifetimeEvent } from './lifetime.ts';
import { sentenceEnds, type Sentence } from './sentence.ts';
import type { CaseEvent, CaseState } from './case.ts';

export const noCase: CaseState = {
  status: 'none',
  reference: '',
  source: 'self',
  referredOn: null,
  practitioner: null,
  stage: 'not_known_to_police',
  legalSteps: [],
  convictedOn: null,
  orders: [],
  clocks: [],
  enrolments: [],
  childrenCheck: null,
  lifeChanges: [],
  welfareAskedOn: [],
  restrictedTo: null,
  excludedStaff: [],
  steppedAway: [],
  closed: null,
  lifetime: freshLifetime,
};

/** The state after one more event. Takes whatever `decideCase` gives. */
export function evolveCase(state: CaseState, event: CaseEvent): CaseState {
  if (isLifetimeEvent(event)) return { ...state, lifetime: evolveLifetime(state.lifetime, event) };
  const on = event.occurredOn;
  switch (event.type) {
    case 'referred': {
      const { reference, source, stage } = event.facts;
      // What the referral says of the stage gives way to steps that are known to the day, also to earlier ones.
      const known = state.legalSteps.length > 0 || state.orders.length > 0;
      const stands = known ? state.stage : stage;
      return { ...state, status: 'referred', reference, source, stage: stands, referredOn: on };
    }
    case 'triaged':
      return afterTriage(state, event);
    case 'opened':
      return { ...state, status: 'open', practitioner: event.facts.practitioner };
    case 'practitioner_changed':
      return { ...state, practitioner: event.facts.practitioner };
    case 'legal_step': {
      const { step } = event.facts;
      return {
        ...state,
        stage: state.stage === 'sentenced' ? 'sentenced' : legalSteps[step].to,
        legalSteps: [...state.legalSteps, { step, on }],
        convictedOn: step === 'convicted' ? on : state.convictedOn,
      };
    }
    case 'sentenced':
      return afterSentence(state, event);
    case 'order_ended': {
      const { order: id, how } = event.facts;
      return {
        ...state,
        orders: state.orders.map(order => (order.id === id ? { ...order, ended: { on, how } } : order)),
      };
    }
    case 'clock_began': {
      const { clock, until } = event.facts;
      return { ...state, clocks: [...state.clocks, { kind: clock, from: on, until }] };
    }
    case 'enrolled':
    case 'enrolment_moved':
    case 'place_given':
    case 'attended':
    case 'programme_completed':
    case 'review_held':
    case 'programme_left':
      return afterProgramme(state, event);
    case 'children_checked':
      return { ...state, childrenCheck: { on, check: event.facts.check as unknown as ChildrenCheck } };
    case 'life_changed':
      return { ...state, lifeChanges: [...state.lifeChanges, { what: event.facts.what, on }] };
    case 'welfare_asked':
      return { ...state, welfareAskedOn: [...state.welfareAskedOn, on] };
    case 'note_written':
      return state;
    case 'restricted':
    case 'restricted_to':
    case 'restriction_lifted':
    case 'staff_excluded':
    case 'exclusion_ended':
    case 'stepped_away':
      return afterRestriction(state, event);
    case 'closed':
      return { ...state, status: 'closed', closed: { on, reason: event.facts.reason } };
    default:
      return event satisfies never;
  }
}

function afterTriage(state: CaseState, event: Extract<CaseEvent, { type: 'triaged' }>): CaseState {
  switch (event.facts.outcome) {
    case 'accepted':
      return { ...state, status: 'accepted' };
    case 'not_suitable':
      return { ...state, status: 'closed', closed: { on: event.occurredOn, reason: 'not_suitable' } };
    case 'more_information':
      return state;
  }
}

function afterSentence(state: CaseState, event: Extract<CaseEvent, { type: 'sentenced' }>): CaseState {
  const { order: id, disposal, months } = event.facts;
  const requirements = event.facts.requirements as unknown as Sentence['requirements'];
  const from = event.occurredOn;
  const order = {
    id,
    disposal,
    from,
    until: sentenceEnds(from, { months }),
    requirements,
    ended: null,
  };
  return { ...state, stage: 'sentenced', orders: [...state.orders, order] };
}
