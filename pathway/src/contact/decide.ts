import {
  accept,
  NOTHING_THERE,
  refuse,
  type Circumstances,
  type Decision,
  type Refusal,
} from '../decider.ts';
import { sayDay, type Day } from '../day.ts';
import { afterTheLast } from '../last-told.ts';
import { agreeCallBack, destroyNumber, makeCallBack } from './call-back.ts';
import { followedBy, isRefused } from './order.ts';
import type { ContactCommand, ContactEvent, ContactState } from './contact.ts';

type ContactDecision = Decision<ContactEvent>;

const longest = 10_000;
const CLOCK = /^([01]\d|2[0-3]):[0-5]\d$/;

/** Whether words are none, or too many for one message: nothing else about them is ever judged (E3). */
export function emptyOrLong(words: string): { ok: false; refusal: Refusal } | undefined {
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

const noStatement = refuse(
  'no_statement',
  'The confidentiality statement has to be read first. Nothing was saved.',
);

export function decideContact(
  state: ContactState,
  command: ContactCommand,
  circumstances: Circumstances,
): ContactDecision {
  const decision = decideOnState(state, command, circumstances);
  return afterTheLast(decision, state.lastTold, circumstances.today, followedBy, isRefused);
}

function decideOnState(
  state: ContactState,
  command: ContactCommand,
  { actor, today }: Circumstances,
): ContactDecision {
  const base = { schema: 1, occurredOn: command.on };
  if (command.do === 'open') return open(state, command);
  if (command.do === 'take_call') return takeCall(state, command, actor, today);
  if (state.status === 'none')
    return refuse(NOTHING_THERE, 'There is no contact with that code. Nothing was saved.');
  const outside = outsideTime(state, command.on, today);
  if (outside) return outside;
  if (command.do === 'write') {
    const { words } = command;
    return emptyOrLong(words) ?? accept({ ...base, type: 'caller_wrote', facts: {}, sealed: { words } });
  }
  switch (command.do) {
    case 'confirm_code':
      return state.codeConfirmed ? accept() : accept({ ...base, type: 'code_confirmed', facts: {} });
    case 'give_code':
      return accept({ ...base, type: 'code_given', facts: {} });
    case 'end_call':
      return endCall(state, command);
    case 'take':
      return (
        mayAnswer(state, command.worker) ??
        accept({ ...base, type: 'taken', facts: { worker: command.worker } })
      );
    case 'answer': {
      const { worker, words } = command;
      return (
        mayAnswer(state, worker) ??
        emptyOrLong(words) ??
        accept({ ...base, type: 'answered', facts: { worker }, sealed: { words } })
      );
    }
    case 'record_about': {
      const { group, stage, heard } = command;
      return accept({ ...base, type: 'about_recorded', facts: { group, stage, heard } });
    }
    case 'say_caller':
      return sayCaller(state, command);
    case 'keep_note': {
      const { words } = command;
      return (
        mayAnswer(state, actor) ??
        emptyOrLong(words) ??
        accept({ ...base, type: 'note_kept', facts: { worker: actor }, sealed: { words } })
      );
    }
    case 'screen_risk':
      return accept({ ...base, type: 'risk_screened', facts: { risk: command.risk } });
    case 'note_disclosure': {
      const { identifying, child, otherPerson, crimeTold, knownToPolice, named } = command;
      if (named === '') {
        return refuse('nobody_named', 'Name who is asked to look at it. Nothing was saved.', 'named');
      }
      const facts = { identifying, child, otherPerson, crimeTold, knownToPolice, named };
      return accept({ ...base, type: 'disclosure_noted', facts });
    }
    case 'agree_actions':
      if (command.actions.length === 0) {
        return refuse('nothing_agreed', 'Choose at least one action. Nothing was saved.', 'actions');
      }
      return accept({ ...base, type: 'actions_agreed', facts: { actions: [...new Set(command.actions)] } });
    case 'report_actions':
      return reportActions(state, command);
    case 'signpost':
      if (command.to.length === 0) {
        return refuse('nothing_chosen', 'Choose at least one. Nothing was saved.', 'to');
      }
      return accept({ ...base, type: 'signposted', facts: { to: [...new Set(command.to)] } });
    case 'say_safe_contact': {
      const { voicemail, sayWhoWeAre, othersMayAnswer } = command;
      return accept({
        ...base,
        type: 'safe_contact_said',
        facts: { voicemail, sayWhoWeAre, othersMayAnswer },
      });
    }
    case 'agree_call_back':
      return agreeCallBack(state, command);
    case 'make_call_back':
      return makeCallBack(state, command);
    case 'destroy_number':
      return destroyNumber(state, command);
    case 'keep_from':
      return keepFrom(state, command);
    case 'raise_concern':
      return accept({ ...base, type: 'concern_raised', facts: { concern: command.concern } });
    case 'give_slip':
      return giveSlip(state, command);
    case 'end':
      if (state.status === 'ended')
        return refuse('already_ended', 'This contact was already ended. Nothing was saved.');
      return accept({ ...base, type: 'contact_ended', facts: { how: command.how } });
    default:
      return command satisfies never;
  }
}

type CommandOf<Name extends ContactCommand['do']> = Extract<ContactCommand, { do: Name }>;

function open(state: ContactState, command: CommandOf<'open'>): ContactDecision {
  if (state.status !== 'none')
    return refuse('already_open', 'This contact is already open. Nothing was saved again.');
  const { on: occurredOn, group, caller = 'not_said', statement, words } = command;
  if (statement === '') return noStatement;
  const facts = { group, caller, statement };
  return (
    emptyOrLong(words) ?? accept({ type: 'contact_opened', schema: 2, occurredOn, facts, sealed: { words } })
  );
}

/** A call or live chat begins. Whoever is there is spoken with: nothing but a missing statement refuses it (E5, E27). */
function takeCall(
  state: ContactState,
  command: CommandOf<'take_call'>,
  worker: string,
  today: Day,
): ContactDecision {
  const { on: occurredOn, channel, group, caller, statement, language, interpreter, began } = command;
  if (statement === '') return noStatement;
  if (!CLOCK.test(began)) {
    return refuse(
      'clock',
      'Enter when it began as hours and minutes, such as 14:05. Nothing was saved.',
      'began',
    );
  }
  if (state.calls.some(call => call.minutes === null)) {
    return refuse(
      'call_running',
      'The call before this one has not been ended yet. End it first. Nothing was saved.',
    );
  }
  const early = state.status === 'none' ? undefined : mayAnswer(state, worker);
  const outside = outsideTime(state, occurredOn, today);
  const facts = { channel, group, caller, statement, language, interpreter, began, worker };
  return early ?? outside ?? accept({ type: 'call_taken', schema: 1, occurredOn, facts });
}

function endCall(state: ContactState, { on: occurredOn, minutes }: CommandOf<'end_call'>): ContactDecision {
  const running = state.calls.find(call => call.minutes === null);
  if (!running) return refuse('no_call', 'No call is going on here. Nothing was saved.');
  if (!Number.isInteger(minutes) || minutes < 0 || minutes > 24 * 60) {
    return refuse('minutes', 'Enter the length in whole minutes, such as 25. Nothing was saved.', 'minutes');
  }
  return (
    (occurredOn < running.on ? tooEarly(running.on) : undefined) ??
    accept({ type: 'call_ended', schema: 1, occurredOn, facts: { minutes } })
  );
}

function outsideTime(state: ContactState, on: Day, today: Day): { ok: false; refusal: Refusal } | undefined {
  if (on > today) {
    return refuse('in_the_future', `That date is after today, ${sayDay(today)}. Nothing was saved.`, 'on');
  }
  return state.openedOn !== null && on < state.openedOn ? tooEarly(state.openedOn) : undefined;
}

function tooEarly(of: Day): { ok: false; refusal: Refusal } {
  return refuse('too_early', `That is before the contact of ${sayDay(of)}. Nothing was saved.`, 'on');
}

/** E26: who carries the other side of a family can't answer this one. Why, is not said. */
function mayAnswer(state: ContactState, worker: string): { ok: false; refusal: Refusal } | undefined {
  if (!state.keptFrom.includes(worker)) return undefined;
  return refuse('not_theirs', 'Somebody else has to answer this one. Nothing was saved.', 'worker');
}

/** What they said of themselves once is not unsaid: it can be said more exactly, and never taken for nothing. */
function sayCaller(
  state: ContactState,
  { on: occurredOn, caller }: CommandOf<'say_caller'>,
): ContactDecision {
  if (caller === 'not_said') {
    return refuse('nothing_said', 'Choose what they said of themselves. Nothing was saved.', 'caller');
  }
  if (caller === state.caller) return accept();
  return accept({ type: 'caller_said', schema: 1, occurredOn, facts: { caller } });
}

function keepFrom(state: ContactState, command: CommandOf<'keep_from'>): ContactDecision {
  const workers = [...new Set(command.workers)].sort();
  if (workers.length === 0) {
    return refuse('nobody_named', 'Choose at least one colleague. Nothing was saved.', 'workers');
  }
  if (state.worker !== null && workers.includes(state.worker)) {
    return refuse(
      'is_the_worker',
      'They answer this contact now. Let somebody else take it first. Nothing was saved.',
      'workers',
    );
  }
  return accept({ type: 'kept_from', schema: 1, occurredOn: command.on, facts: { workers } });
}

function reportActions(state: ContactState, command: CommandOf<'report_actions'>): ContactDecision {
  const taken = [...new Set(command.taken)];
  const notTaken = [...new Set(command.notTaken)];
  if (taken.length + notTaken.length === 0) {
    return refuse(
      'nothing_reported',
      'Say of at least one action whether they took it. Nothing was saved.',
      'taken',
    );
  }
  if (taken.some(one => notTaken.includes(one))) {
    return refuse('both', 'An action was either taken or not taken. Nothing was saved.', 'taken');
  }
  if (![...taken, ...notTaken].every(one => state.actions.includes(one))) {
    return refuse('not_agreed', 'Only what was agreed before can be reported. Nothing was saved.', 'taken');
  }
  const facts = { taken, notTaken };
  return accept({ type: 'actions_reported', schema: 1, occurredOn: command.on, facts });
}

/** E6, E27: their own act, and for adults alone. Nothing of the slip itself stands here, so nothing joins the two. */
function giveSlip(state: ContactState, { on: occurredOn, consent }: CommandOf<'give_slip'>): ContactDecision {
  if (state.caller === 'under_18') {
    return refuse(
      'under_18',
      'Our programmes are for adults. Write to us here, or talk to Childline on 0800 1111: you are not turned away.',
    );
  }
  if (consent === '') {
    return refuse('no_consent', 'What a slip does has to be read first. Nothing was sent.');
  }
  return accept({ type: 'slip_given', schema: 1, occurredOn, facts: { consent } });
}
