import { accept, refuse, type Circumstances, type Decider, type Decision, type Happened } from './decider.ts';
import { sayDay, type Day } from './day.ts';
import { addWorkingDays } from './law/working-days.ts';

/** To whom a concern about a child can be passed. The software never sends anything itself (E7). */
export const authorities = {
  emergency_services: 'Emergency services (999)',
  police: 'Police (101)',
  duty_desk: 'Children’s social care, duty desk',
} as const;
export type Authority = keyof typeof authorities;

export const concernSources = {
  contact: 'Helpline contact',
  case: 'Case',
  group: 'Group',
  staff: 'Staff',
} as const;
export type ConcernSource = keyof typeof concernSources;

export const sharingGrounds = {
  child_at_risk: 'A child is or may be at risk of harm',
  other_person_at_risk: 'Another person is or may be at risk of harm',
  not_identifiable: 'Nobody can be identified from what was said',
  already_known: 'The authority knows already',
  no_risk_described: 'What was said describes no risk to a person',
} as const;
export type SharingGround = keyof typeof sharingGrounds;

export type ConcernEvent =
  | Happened<
      'raised',
      { source: ConcernSource; by: string; immediateDanger: boolean },
      { said: string; child: string }
    >
  | Happened<'passed_on', { by: string; to: Authority; reference: string }>
  | Happened<'reviewed', { by: string; agreed: boolean }>
  | Happened<
      'decided',
      { by: string; share: boolean; ground: SharingGround; told: boolean },
      { reason: string }
    >
  | Happened<'linked_to_case', { case: string; by: string }>
  | Happened<'chased', { by: string; reference: string }>
  | Happened<'concern_closed', { by: string }>;

export type ConcernCommand =
  | { do: 'raise'; on: Day; source: ConcernSource; immediateDanger: boolean; said: string; child: string }
  | { do: 'pass_on'; on: Day; to: Authority; reference: string }
  | { do: 'review'; on: Day; agreed: boolean }
  | { do: 'decide'; on: Day; share: boolean; ground: SharingGround; reason: string; told: boolean }
  | { do: 'link_to_case'; on: Day; case: string }
  | { do: 'chase'; on: Day; reference: string }
  | { do: 'close'; on: Day };

export interface SharingDecision {
  readonly by: string;
  readonly share: boolean;
  readonly ground: SharingGround;
  readonly told: boolean;
  readonly on: Day;
}

export interface ConcernState {
  readonly status: 'none' | 'open' | 'closed';
  readonly source: ConcernSource;
  readonly raisedBy: string;
  readonly raisedOn: Day | null;
  readonly immediateDanger: boolean;
  readonly passedOn: {
    readonly by: string;
    readonly to: Authority;
    readonly reference: string;
    readonly on: Day;
  } | null;
  readonly review: { readonly by: string; readonly agreed: boolean; readonly on: Day } | null;
  readonly decisions: readonly SharingDecision[];
  readonly linkedCase: string | null;
}

const initial: ConcernState = {
  status: 'none',
  source: 'contact',
  raisedBy: '',
  raisedOn: null,
  immediateDanger: false,
  passedOn: null,
  review: null,
  decisions: [],
  linkedCase: null,
};

function decide(
  state: ConcernState,
  command: ConcernCommand,
  circumstances: Circumstances,
): Decision<ConcernEvent> {
  const { actor: by, today } = circumstances;
  const { on: occurredOn } = command;
  const base = { schema: 1, occurredOn };
  if (command.do === 'raise') {
    if (state.status !== 'none') return refuse('already_raised', 'This concern is already recorded.');
    const { source, immediateDanger, said, child } = command;
    // E34: nothing but a wrong order of days can refuse a concern; empty words are taken too, for they can follow.
    return accept({
      ...base,
      type: 'raised',
      facts: { source, by, immediateDanger },
      sealed: { said, child },
    });
  }
  if (state.status === 'none') return refuse('no_concern', 'There is no such concern.');
  if (occurredOn > today) {
    return refuse('in_the_future', `That date is after today, ${sayDay(today)}. Nothing was saved.`, 'on');
  }
  if (occurredOn < state.raisedOn!) {
    return refuse(
      'too_early',
      `That is before the concern was raised on ${sayDay(state.raisedOn!)}. Nothing was saved.`,
      'on',
    );
  }
  if (state.status === 'closed')
    return refuse('closed', 'This concern is closed. Nothing was saved. Raise a new one.');
  switch (command.do) {
    case 'pass_on':
      return accept({
        ...base,
        type: 'passed_on',
        facts: { by, to: command.to, reference: command.reference.trim() },
      });
    case 'review':
      if (by === state.passedOn?.by || by === state.raisedBy) {
        return refuse('same_person', 'The review needs a second person. Somebody else has to record it.');
      }
      return accept({ ...base, type: 'reviewed', facts: { by, agreed: command.agreed } });
    case 'decide': {
      if (state.decisions.some(decision => decision.by === by)) {
        return refuse(
          'already_decided',
          'You have already decided. The second decision is another person’s.',
        );
      }
      if (command.reason.trim() === '') {
        return refuse('no_reason', 'Give the reason in a few words. Nothing was saved.', 'reason');
      }
      const { share, ground, told, reason } = command;
      return accept({ ...base, type: 'decided', facts: { by, share, ground, told }, sealed: { reason } });
    }
    case 'link_to_case':
      return accept({ ...base, type: 'linked_to_case', facts: { case: command.case, by } });
    case 'chase':
      return accept({ ...base, type: 'chased', facts: { by, reference: command.reference } });
    case 'close':
      return closeConcern(state, base, by);
    default:
      return command satisfies never;
  }
}

function closeConcern(
  state: ConcernState,
  base: { schema: number; occurredOn: Day },
  by: string,
): Decision<ConcernEvent> {
  const due = concernDue(state);
  if (due) return refuse('still_due', `${due.words} It cannot be closed before that.`);
  return accept({ ...base, type: 'concern_closed', facts: { by } });
}

function evolve(state: ConcernState, event: ConcernEvent): ConcernState {
  const on = event.occurredOn;
  switch (event.type) {
    case 'raised': {
      const { source, by, immediateDanger } = event.facts;
      return { ...state, status: 'open', source, raisedBy: by, raisedOn: on, immediateDanger };
    }
    case 'passed_on':
      return { ...state, passedOn: { ...event.facts, on } };
    case 'reviewed':
      return { ...state, review: { ...event.facts, on } };
    case 'decided':
      return { ...state, decisions: [...state.decisions, { ...event.facts, on }] };
    case 'linked_to_case':
      return { ...state, linkedCase: event.facts.case };
    case 'chased':
      return state;
    case 'concern_closed':
      return { ...state, status: 'closed' };
    default:
      return event satisfies never;
  }
}

/** What a concern waits for, and by when. */
export interface ConcernDue {
  readonly what: 'pass_on' | 'review' | 'first_decision' | 'second_decision';
  readonly by: Day;
  readonly words: string;
}

/**
 * E34: after immediate danger one person passes it on at once, a second reviews within one working day.
 * E7: in other cases two named people decide whether to share.
 */
export function concernDue(state: ConcernState): ConcernDue | undefined {
  if (state.status !== 'open') return undefined;
  const soon = addWorkingDays(state.raisedOn!, 1);
  if (state.immediateDanger && !state.passedOn) {
    return { what: 'pass_on', by: state.raisedOn!, words: 'It has not been passed on yet.' };
  }
  if (state.immediateDanger) {
    if (state.review) return undefined;
    const by = addWorkingDays(state.passedOn!.on, 1);
    return { what: 'review', by, words: `A second person reviews it by ${sayDay(by)}.` };
  }
  if (state.decisions.length === 0) {
    return { what: 'first_decision', by: soon, words: 'Nobody has decided yet whether to share it.' };
  }
  if (state.decisions.length === 1) {
    return { what: 'second_decision', by: soon, words: 'A second person has to decide too.' };
  }
  const share = state.decisions.some(decision => decision.share);
  if (share && !state.passedOn) {
    return {
      what: 'pass_on',
      by: soon,
      words: 'It was decided to share it, and it has not been passed on yet.',
    };
  }
  return undefined;
}

/** The rules of a concern about a child. */
export const concernDecider: Decider<ConcernState, ConcernCommand, ConcernEvent> = {
  kind: 'concern',
  initial,
  upcasts: {},
  decide,
  evolve,
};
