import {
  accept,
  NOTHING_THERE,
  refuse,
  type Circumstances,
  type Decider,
  type Decision,
  type Happened,
} from './decider.ts';
import { sayDay, type Day } from './day.ts';
import { addWorkingDays } from './law/working-days.ts';

/** Why a case that is not theirs was opened. */
export const openingGrounds = {
  person_at_risk: 'The person may be in danger',
  other_at_risk: 'Somebody else may be in danger',
  nobody_there: 'Whoever carries the case cannot be reached, and it cannot wait',
  court_or_police: 'A court, the police or probation need an answer today',
} as const;
export type OpeningGround = keyof typeof openingGrounds;

export const openingOutcomes = {
  right: 'It was right to open it',
  not_needed: 'It was not needed, and nothing more has to be done',
  to_follow_up: 'It has to be followed up with them',
} as const;
export type OpeningOutcome = keyof typeof openingOutcomes;

/** However urgent it is, a case that was opened in an emergency closes again within a day (E20). */
export const MOST_HOURS = 24;

export type OpeningEvent =
  | Happened<
      'opened_in_emergency',
      { case: string; by: string; ground: OpeningGround; hours: number },
      { reason: string }
    >
  | Happened<'opening_ended', { by: string }>
  | Happened<'opening_reviewed', { by: string; outcome: OpeningOutcome }, { words: string }>;

export type OpeningCommand =
  | { do: 'open'; on: Day; case: string; ground: OpeningGround; hours: number; reason: string }
  /** Before its time, by whoever opened it or by a safeguarding lead. */
  | { do: 'end'; on: Day }
  /** Ends it too: nothing is read of the case that the second person could not look at. */
  | { do: 'review'; on: Day; outcome: OpeningOutcome; words: string };

export interface OpeningState {
  readonly status: 'none' | 'open' | 'ended';
  readonly case: string;
  readonly by: string;
  readonly ground: OpeningGround;
  readonly hours: number;
  readonly openedOn: Day | null;
  readonly review: { readonly by: string; readonly outcome: OpeningOutcome; readonly on: Day } | null;
}

const initial: OpeningState = {
  status: 'none',
  case: '',
  by: '',
  ground: 'person_at_risk',
  hours: 0,
  openedOn: null,
  review: null,
};

function decide(
  state: OpeningState,
  command: OpeningCommand,
  { actor: by, today }: Circumstances,
): Decision<OpeningEvent> {
  const base = { schema: 1, occurredOn: command.on };
  if (command.do === 'open') {
    if (state.status !== 'none')
      return refuse('already_open', 'This case is already open to you. Nothing was opened again.');
    // It begins when it is recorded: nobody opens a case for a time that is past, or for later.
    if (command.on !== today) {
      return refuse('not_today', 'A case is opened now, and for now. Nothing was opened.', 'on');
    }
    const { case: id, ground, hours, reason } = command;
    if (!Number.isInteger(hours) || hours < 1 || hours > MOST_HOURS) {
      return refuse('hours', `Choose from 1 to ${MOST_HOURS} hours. Nothing was opened.`, 'hours');
    }
    if (reason.trim() === '') {
      return refuse('no_reason', 'Say in a few words why it cannot wait. Nothing was opened.', 'reason');
    }
    return accept({
      ...base,
      type: 'opened_in_emergency',
      facts: { case: id, by, ground, hours },
      sealed: { reason },
    });
  }
  if (state.status === 'none') return refuse(NOTHING_THERE, 'No case was opened here. Nothing was saved.');
  if (command.on > today) {
    return refuse('in_the_future', `That date is after today, ${sayDay(today)}. Nothing was saved.`, 'on');
  }
  if (command.on < state.openedOn!) {
    return refuse('too_early', 'That is before the case was opened. Nothing was saved.', 'on');
  }
  switch (command.do) {
    case 'end':
      if (state.status === 'ended')
        return refuse('already_ended', 'It was already closed again. Nothing was saved.');
      return accept({ ...base, type: 'opening_ended', facts: { by } });
    case 'review':
      if (by === state.by) {
        return refuse(
          'same_person',
          'The review needs a second person. Nothing was saved. Another safeguarding lead looks at it; where there is none, an auditor.',
        );
      }
      if (state.review) return refuse('already_reviewed', 'It was already reviewed. Nothing was saved.');
      if (command.outcome === 'to_follow_up' && command.words.trim() === '') {
        return refuse('no_words', 'Say what has to be followed up. Nothing was saved.', 'words');
      }
      return accept<OpeningEvent>(
        ...(state.status === 'open' ? [{ ...base, type: 'opening_ended', facts: { by } } as const] : []),
        {
          ...base,
          type: 'opening_reviewed',
          facts: { by, outcome: command.outcome },
          sealed: { words: command.words },
        },
      );
    default:
      return command satisfies never;
  }
}

function evolve(state: OpeningState, event: OpeningEvent): OpeningState {
  switch (event.type) {
    case 'opened_in_emergency': {
      const { case: id, by, ground, hours } = event.facts;
      return { ...state, status: 'open', case: id, by, ground, hours, openedOn: event.occurredOn };
    }
    case 'opening_ended':
      return { ...state, status: 'ended' };
    case 'opening_reviewed':
      return { ...state, review: { ...event.facts, on: event.occurredOn } };
    default:
      return event satisfies never;
  }
}

/** By when a second person looks at it: within one working day, as after immediate danger (E34). */
export function openingDue(state: OpeningState): Day | null {
  return state.openedOn === null || state.review ? null : addWorkingDays(state.openedOn, 1);
}

/**
 * The rules of opening a case in an emergency ("break-glass", E20): at once and by one person, for hours and not for
 * good, and looked at afterwards by somebody else. A review ends it, so that nothing is read after somebody has looked.
 */
export const openingDecider: Decider<OpeningState, OpeningCommand, OpeningEvent> = {
  kind: 'opening',
  initial,
  upcasts: {},
  // Nothing of an opening is ever corrected, by anybody (E20).
  commandOf: () => null,
  impossible: () => undefined,
  decide,
  evolve,
};
