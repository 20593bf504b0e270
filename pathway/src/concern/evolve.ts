import type { Day } from '../day.ts';
import { withItsPlace, type ToldEvent } from '../told.ts';
import type { ConcernEvent, ConcernState, Passing, SharingDecision } from './concern.ts';
import { decidedOnWhatIsKnown, learnedByRaising, learnedLast } from './learned.ts';
import { evolveConcernLifetime, isConcernLifetimeEvent } from './lifetime.ts';
import { withoutPartOfThose } from './no-part.ts';
import { usualChase } from './settings.ts';
import { isDoneAlone } from './sharing.ts';

type EventOf<Type extends ConcernEvent['type']> = Extract<ToldEvent<ConcernEvent>, { type: Type }>;

/** The state after one more event. Takes whatever `decideConcern` gives, in any order of days. */
export function evolveConcern(state: ConcernState, event: ConcernEvent): ConcernState {
  const on = event.occurredOn;
  const { lastOn } = state;
  const one = withItsPlace(event, state.toldUpTo);
  const toldUpTo = Math.max(state.toldUpTo, one.told.last);
  const after = withoutPartOfThose(decidedOnWhatIsKnown(afterEvent(state, one)));
  return { ...after, lastOn: lastOn === null || lastOn < on ? on : lastOn, toldUpTo };
}

function afterEvent(state: ConcernState, event: ToldEvent<ConcernEvent>): ConcernState {
  const on = event.occurredOn;
  const place = event.told.first;
  if (isConcernLifetimeEvent(event)) {
    return { ...state, lifetime: evolveConcernLifetime(state.lifetime, event) };
  }
  switch (event.type) {
    case 'raised': {
      const { source, by, immediateDanger } = event.facts;
      const about = [...new Set([...state.about, ...event.facts.about])];
      const learned = learnedByRaising(state.learned, on, event.told);
      return {
        ...state,
        status: 'open',
        source,
        raisedBy: by,
        raisedOn: on,
        immediateDanger,
        about,
        learned,
      };
    }
    case 'words_added':
      return {
        ...state,
        ...openAgain(state),
        learned: learnedLast(state.learned, on, event.told.last),
      };
    case 'about_staff':
      return { ...state, about: [...new Set([...state.about, ...event.facts.about])] };
    case 'passed_on':
      return afterPassingOn(state, event);
    case 'reference_added': {
      const { passing, reference } = event.facts;
      return changePassing(state, passing, one => ({ ...one, reference }));
    }
    case 'reviewed': {
      const { by, agreed } = event.facts;
      // E34: who acted alone is no second person, whatever day the review was given or put right to.
      const acted = state.passings.some(one => one.alone && one.by === by);
      if (acted) return { ...state, reviewedOn: on, reviewedOwn: true };
      return { ...state, reviewedOn: on, review: { by, agreed, on, place, settled: false } };
    }
    case 'review_settled':
      if (state.review === null) return state;
      return { ...state, reviewedOn: on, review: { ...state.review, settled: true } };
    case 'deciders_named':
      return { ...state, deciders: [event.facts.first, event.facts.second], decidersOn: on };
    case 'third_named':
      return { ...state, third: event.facts.third, thirdOn: on };
    case 'decided':
      return afterDecision(state, { ...event.facts, on, place });
    case 'sharing_settled':
      return { ...state, lastSettled: { ...event.facts, on, place } };
    case 'chased': {
      const { passing, reference, chaseBy } = event.facts;
      return changePassing(state, passing, one => ({
        ...spoken(one, place),
        reference: one.reference === '' ? reference : one.reference,
        // Nothing more was to come from there, and nobody said otherwise.
        chaseBy: chaseBy === null && one.chaseBy !== null ? usualChase(on) : chaseBy,
      }));
    }
    case 'authority_answered': {
      const { passing, outcome, chaseBy } = event.facts;
      return changePassing(state, passing, one => ({
        ...spoken(one, place),
        answer: { outcome, on },
        chaseBy,
      }));
    }
    case 'escalated': {
      const { passing, level, answerBy } = event.facts;
      return changePassing(state, passing, one => ({
        ...spoken(one, place),
        escalation: { on, level, answerBy, answered: null },
      }));
    }
    case 'escalation_answered': {
      const { passing, result } = event.facts;
      return changePassing(state, passing, one =>
        one.escalation === null
          ? one
          : { ...spoken(one, place), escalation: { ...one.escalation, answered: { on, result } } },
      );
    }
    case 'linked_to_case':
      return {
        ...withTie(state, event.facts.case, on),
        linkedCases: [...state.linkedCases, event.facts.case],
      };
    case 'unlinked_from_case':
      return {
        ...withTie(state, event.facts.case, on),
        linkedCases: state.linkedCases.filter(one => one !== event.facts.case),
      };
    case 'joined':
      return { ...withTie(state, event.facts.with, on), joinedWith: [...state.joinedWith, event.facts.with] };
    case 'unjoined':
      return {
        ...withTie(state, event.facts.with, on),
        joinedWith: state.joinedWith.filter(one => one !== event.facts.with),
      };
    case 'concern_closed':
      // Where what raised it was taken out, there is nothing that could be closed, or opened again.
      return state.status === 'none'
        ? state
        : { ...state, status: 'closed', closedOn: on, outcome: event.facts.outcome };
    default:
      return event satisfies never;
  }
}

/** A closed concern that is passed on is open again, and what somebody did alone waits for a review anew. */
function afterPassingOn(state: ConcernState, event: EventOf<'passed_on'>): ConcernState {
  const { passing: id, by, to, reference, ownDuty, chaseBy } = event.facts;
  const on = event.occurredOn;
  const alone = isDoneAlone(state);
  const passing: Passing = {
    id,
    by,
    to,
    reference,
    on,
    ownDuty,
    alone,
    chaseBy: chaseBy === null ? usualChase(on) : chaseBy,
    answer: null,
    escalation: null,
    spokeAt: event.told.first,
  };
  return {
    ...state,
    ...openAgain(state),
    passings: [...state.passings.filter(one => one.id !== id), passing],
    review: alone ? null : state.review,
  };
}

/**
 * What comes to a closed concern opens it; before it was raised there is nothing to open. That it be erased was asked of
 * what stood there until then, so it has to be asked anew.
 */
function openAgain({
  status,
  lifetime,
}: ConcernState): Pick<ConcernState, 'status' | 'closedOn' | 'outcome' | 'lifetime'> {
  return {
    status: status === 'none' ? 'none' : 'open',
    closedOn: null,
    outcome: null,
    lifetime: { ...lifetime, erasureAsked: null },
  };
}

/** Before deciders were named (schema 1), whoever decided was one of the two. */
function afterDecision(state: ConcernState, decision: SharingDecision): ConcernState {
  const { deciders } = state;
  return {
    ...state,
    deciders: deciders.includes(decision.by) ? deciders : [...deciders, decision.by],
    everDecided: [...state.everDecided, decision],
  };
}

function spoken(one: Passing, place: number): Passing {
  return { ...one, spokeAt: Math.max(one.spokeAt, place) };
}

/** When it was last said of a case or a concern that it is tied to this one, or is not. */
function withTie(state: ConcernState, other: string, on: Day): ConcernState {
  return { ...state, tiedOn: { ...state.tiedOn, [other]: on } };
}

function changePassing(state: ConcernState, id: string, change: (one: Passing) => Passing): ConcernState {
  return { ...state, passings: state.passings.map(one => (one.id === id ? change(one) : one)) };
}
