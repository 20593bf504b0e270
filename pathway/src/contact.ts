import { accept, refuse, type Decider, type Decision, type Happened } from './decider.ts';
import { sayDay, type Day } from './day.ts';

/** Whom a contact is about (helpline practice, domain 1.3). */
export const contactGroups = {
  own_behaviour: 'Their own thoughts or behaviour',
  family: 'Someone in their family',
  child: 'A child they are worried about',
  survivor: 'Something that happened to them',
  professional: 'They work with children or families',
  under_18: 'They are under 18',
  other: 'Something else',
} as const;
export type ContactGroup = keyof typeof contactGroups;

/** Things a caller can agree to do, from a list: the helpline's standing outcome measure. */
export const agreedActions = {
  call_helpline: 'Call the helpline and talk to somebody',
  see_gp: 'See a GP',
  tell_someone: 'Tell one person they trust',
  filter_devices: 'Put filters and limits on devices',
  no_devices_alone: 'Use devices only where others are',
  no_time_alone_with_children: 'Spend no time alone with children',
  self_help_course: 'Begin the self-help course',
  solicitor: 'Speak to a solicitor',
  crisis_line: 'Call Samaritans or 111 if it gets worse',
} as const;
export type AgreedAction = keyof typeof agreedActions;

export const contactEndings = {
  answered: 'Answered, nothing more to do',
  referred: 'They asked for a referral',
  no_reply: 'They did not come back',
} as const;
export type ContactEnding = keyof typeof contactEndings;

type Words = { readonly words: string };
export type ContactEvent =
  | Happened<'contact_opened', { group: ContactGroup; statement: string }, Words>
  | Happened<'code_confirmed', object>
  | Happened<'caller_wrote', object, Words>
  | Happened<'taken', { worker: string }>
  | Happened<'answered', { worker: string }, Words>
  | Happened<'actions_agreed', { actions: readonly AgreedAction[] }>
  | Happened<'concern_raised', { concern: string }>
  | Happened<'contact_ended', { how: ContactEnding }>;

export type ContactCommand =
  | { do: 'open'; on: Day; group: ContactGroup; statement: string; words: string }
  | { do: 'confirm_code'; on: Day }
  | { do: 'write'; on: Day; words: string }
  | { do: 'take'; on: Day; worker: string }
  | { do: 'answer'; on: Day; worker: string; words: string }
  | { do: 'agree_actions'; on: Day; actions: readonly AgreedAction[] }
  | { do: 'raise_concern'; on: Day; concern: string }
  | { do: 'end'; on: Day; how: ContactEnding };

/** Where an anonymous contact stands. Nothing here says who it is, because nobody knows (E4). */
export interface ContactState {
  readonly status: 'none' | 'waiting' | 'answered' | 'ended';
  readonly group: ContactGroup;
  readonly statement: string;
  readonly openedOn: Day | null;
  readonly codeConfirmed: boolean;
  readonly worker: string | null;
  readonly messages: number;
  readonly replies: number;
  readonly lastWroteOn: Day | null;
  readonly actions: readonly AgreedAction[];
  readonly concerns: readonly string[];
}

const initial: ContactState = {
  status: 'none',
  group: 'other',
  statement: '',
  openedOn: null,
  codeConfirmed: false,
  worker: null,
  messages: 0,
  replies: 0,
  lastWroteOn: null,
  actions: [],
  concerns: [],
};

const longest = 10_000;

function emptyOrLong(words: string) {
  if (words.trim() === '')
    return refuse('empty', 'Nothing is written yet. Write a few words first.', 'words');
  if (words.length > longest) {
    return refuse(
      'too_long',
      `That is ${words.length} characters, and ${longest} fit in one message. It is all still here: send it in two parts.`,
      'words',
    );
  }
  return undefined;
}

function decide(state: ContactState, command: ContactCommand): Decision<ContactEvent> {
  const { on: occurredOn } = command;
  const base = { schema: 1, occurredOn };
  if (command.do === 'open') {
    if (state.status !== 'none') return refuse('already_open', 'This contact is already open.');
    if (command.statement === '') {
      return refuse('no_statement', 'The confidentiality statement has to be read first.');
    }
    const { group, statement, words } = command;
    return (
      emptyOrLong(words) ??
      accept({ ...base, type: 'contact_opened', facts: { group, statement }, sealed: { words } })
    );
  }
  if (state.status === 'none') return refuse('no_contact', 'There is no contact with that code.');
  if (command.do === 'write') {
    const { words } = command;
    return emptyOrLong(words) ?? accept({ ...base, type: 'caller_wrote', facts: {}, sealed: { words } });
  }
  if (occurredOn < state.openedOn!) {
    return refuse(
      'too_early',
      `That is before the contact of ${sayDay(state.openedOn!)}. Nothing was saved.`,
      'on',
    );
  }
  switch (command.do) {
    case 'confirm_code':
      return state.codeConfirmed ? accept() : accept({ ...base, type: 'code_confirmed', facts: {} });
    case 'take':
      return accept({ ...base, type: 'taken', facts: { worker: command.worker } });
    case 'answer': {
      const { worker, words } = command;
      return (
        emptyOrLong(words) ?? accept({ ...base, type: 'answered', facts: { worker }, sealed: { words } })
      );
    }
    case 'agree_actions':
      if (command.actions.length === 0) {
        return refuse('nothing_agreed', 'Choose at least one action. Nothing was saved.', 'actions');
      }
      return accept({ ...base, type: 'actions_agreed', facts: { actions: [...new Set(command.actions)] } });
    case 'raise_concern':
      return accept({ ...base, type: 'concern_raised', facts: { concern: command.concern } });
    case 'end':
      if (state.status === 'ended') return refuse('already_ended', 'This contact was already ended.');
      return accept({ ...base, type: 'contact_ended', facts: { how: command.how } });
    default:
      return command satisfies never;
  }
}

function evolve(state: ContactState, event: ContactEvent): ContactState {
  const on = event.occurredOn;
  switch (event.type) {
    case 'contact_opened': {
      const { group, statement } = event.facts;
      return { ...state, status: 'waiting', group, statement, openedOn: on, messages: 1, lastWroteOn: on };
    }
    case 'code_confirmed':
      return { ...state, codeConfirmed: true };
    case 'caller_wrote':
      return { ...state, status: 'waiting', messages: state.messages + 1, lastWroteOn: on };
    case 'taken':
      return { ...state, worker: event.facts.worker };
    case 'answered':
      return { ...state, status: 'answered', worker: event.facts.worker, replies: state.replies + 1 };
    case 'actions_agreed':
      return { ...state, actions: [...new Set([...state.actions, ...event.facts.actions])] };
    case 'concern_raised':
      return { ...state, concerns: [...state.concerns, event.facts.concern] };
    case 'contact_ended':
      return { ...state, status: 'ended' };
    default:
      return event satisfies never;
  }
}

/** The rules of an anonymous contact with the helpline. */
export const contactDecider: Decider<ContactState, ContactCommand, ContactEvent> = {
  kind: 'contact',
  initial,
  upcasts: {},
  decide,
  evolve,
};
