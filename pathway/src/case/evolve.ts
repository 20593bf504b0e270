import type { Day } from '../day.ts';
import type { Closed } from './casework/closing.ts';
import { afterCasework, isCaseworkEvent } from './casework/index.ts';
import type { ChildrenCheck, LastChildrenCheck } from './children.ts';
import { evolveLegal, standsAt } from './legal/evolve.ts';
import { firstProceedings } from './legal/stages.ts';
import { noLegalState } from './legal/state.ts';
import { afterProgramme } from './programme/after.ts';
import { afterRestriction } from './restriction.ts';
import { afterLetter, isLetterEvent } from './letters/letter.ts';
import { evolveLifetime, freshLifetime, isLifetimeEvent } from './lifetime.ts';
import { asSenderReads } from './sent.ts';
import { withItsPlace, type ToldEvent } from '../told.ts';
import type { CaseEvent, CaseState } from './case.ts';

export const noCase: CaseState = {
  toldUpTo: 0,
  status: 'none',
  reference: '',
  source: 'self',
  referredOn: null,
  sentBy: null,
  senderReads: null,
  statusSince: null,
  practitioner: null,
  carriedSince: null,
  ...noLegalState,
  uncarriedSince: null,
  team: null,
  handoverBy: null,
  handover: null,
  enrolments: [],
  childrenCheck: null,
  lifeChanges: [],
  welfare: [],
  expectedDates: [],
  tasks: [],
  measures: [],
  bands: [],
  lawfulBases: [],
  restrictedTo: null,
  restrictedSince: null,
  excludedStaff: [],
  excludedSince: null,
  steppedAway: [],
  closed: null,
  letters: [],
  lifetime: freshLifetime,
};

/** The state after one more event. Takes whatever `decideCase` gives. */
export function evolveCase(state: CaseState, event: CaseEvent): CaseState {
  const { toldUpTo } = state;
  const one = withItsPlace(event, toldUpTo);
  const told = one.told.last > toldUpTo ? { ...state, toldUpTo: one.told.last } : state;
  const next = asSenderReads(evolved(told, one));
  const gives = givesTheCase(event) || next.practitioner !== state.practitioner;
  const stands = next.status !== state.status;
  if (!gives && !stands) return next;
  const on = event.occurredOn;
  return { ...next, ...(gives && { carriedSince: on }), ...(stands && { statusSince: on }) };
}

/** Whether an entry says who has it, also where it is whoever had it before. */
function givesTheCase(event: CaseEvent): boolean {
  if (event.type === 'closed') return event.facts.watchedBy !== null;
  const types = ['opened', 'practitioner_changed', 'handed_over', 'case_handed_back', 'reopened'];
  return types.includes(event.type);
}

function evolved(state: CaseState, event: ToldEvent<CaseEvent>): CaseState {
  if (isLifetimeEvent(event)) return { ...state, lifetime: evolveLifetime(state.lifetime, event) };
  if (isLetterEvent(event)) return { ...state, letters: afterLetter(state.letters, event) };
  if (isCaseworkEvent(event)) return afterCasework(state, event);
  const on = event.occurredOn;
  switch (event.type) {
    case 'referred': {
      const { reference, source, stage } = event.facts;
      const referred = { ...state, status: 'referred', reference, source, referredOn: on } as const;
      return standsAt(referred, firstProceedings, stage, on);
    }
    case 'sent_from_outside':
      return { ...state, sentBy: event.facts.by };
    case 'triaged':
      return afterTriage(state, event);
    case 'opened':
      return { ...state, status: 'open', practitioner: event.facts.practitioner };
    case 'practitioner_changed':
      return { ...state, practitioner: event.facts.practitioner, uncarriedSince: null };
    case 'enrolled':
    case 'enrolment_moved':
    case 'place_given':
    case 'attended':
    case 'began_before':
    case 'programme_completed':
    case 'review_held':
    case 'programme_left':
      return afterProgramme(state, event);
    case 'children_checked':
      return { ...state, childrenCheck: afterCheck(event) };
    case 'life_changed':
      return {
        ...state,
        lifeChanges: [...state.lifeChanges, { what: event.facts.what, on, told: event.told.last }],
      };
    case 'note_written':
    case 'characteristics_told':
    case 'slip_brought':
      return state;
    case 'restricted':
    case 'restricted_to':
    case 'restriction_lifted':
    case 'staff_excluded':
    case 'exclusion_ended':
    case 'stepped_away':
      return afterRestriction(state, event);
    default:
      return evolveLegal(state, event);
  }
}

function notSuitable(on: Day): Closed {
  return { on, reason: 'not_suitable', watchedBy: null, transfer: null };
}

function afterCheck({
  occurredOn: on,
  facts,
  told,
}: Extract<ToldEvent<CaseEvent>, { type: 'children_checked' }>): LastChildrenCheck {
  const { by, asked } = facts;
  const check = facts.check as unknown as ChildrenCheck;
  return { on, check, by, asked, told: told.first };
}

function afterTriage(state: CaseState, event: Extract<CaseEvent, { type: 'triaged' }>): CaseState {
  switch (event.facts.outcome) {
    case 'accepted':
      return { ...state, status: 'accepted' };
    case 'not_suitable':
      return { ...state, status: 'closed', closed: notSuitable(event.occurredOn) };
    case 'more_information':
      return state;
  }
}
