import { tellAlso } from '../last-told.ts';
import { withItsPlace, type ToldEvent } from '../told.ts';
import { afterDisclosure } from './disclosure.ts';
import { aboutWhat } from './order.ts';
import type { CallBack, ContactEvent, ContactState } from './contact.ts';
import { contactsOf } from './contact.ts';

/** Before anything happened. What nobody has said is safe is not safe. */
export const noContact: ContactState = {
  toldUpTo: 0,
  status: 'none',
  group: 'other',
  caller: 'not_said',
  statement: '',
  openedOn: null,
  codeConfirmed: false,
  codeGiven: false,
  worker: null,
  keptFrom: [],
  messages: 0,
  replies: 0,
  calls: [],
  lastWroteOn: null,
  about: { stage: 'not_said', heard: 'not_said' },
  notes: 0,
  risk: null,
  disclosures: [],
  actions: [],
  reported: {},
  contactsAtAgreement: 0,
  signposts: [],
  safeContact: { voicemail: false, sayWhoWeAre: false, othersMayAnswer: false },
  callBacks: [],
  concerns: [],
  slips: 0,
  lastTold: {},
};

export function evolveContact(state: ContactState, event: ContactEvent): ContactState {
  const lastTold = tellAlso(state.lastTold, aboutWhat(event), event.occurredOn);
  const one = withItsPlace(event, state.toldUpTo);
  const toldUpTo = Math.max(state.toldUpTo, one.told.last);
  return { ...changed(state, one), lastTold, toldUpTo };
}

function changed(state: ContactState, event: ToldEvent<ContactEvent>): ContactState {
  const on = event.occurredOn;
  switch (event.type) {
    case 'contact_opened': {
      const { group, caller, statement } = event.facts;
      const openedOn = state.openedOn ?? on;
      return {
        ...state,
        status: 'waiting',
        group,
        caller,
        statement,
        openedOn,
        messages: state.messages + 1,
        lastWroteOn: on,
      };
    }
    case 'call_taken': {
      const { worker, ...facts } = event.facts;
      const { group, caller, statement } = facts;
      return {
        ...state,
        status: 'answered',
        group,
        // What they said of themselves once is not unsaid by saying nothing.
        caller: caller === 'not_said' ? state.caller : caller,
        statement,
        openedOn: state.openedOn ?? on,
        worker,
        calls: [...state.calls, { on, facts, minutes: null }],
      };
    }
    case 'call_ended': {
      const { minutes } = event.facts;
      return { ...state, calls: state.calls.map(one => (one.minutes === null ? { ...one, minutes } : one)) };
    }
    case 'code_confirmed':
      return { ...state, codeConfirmed: true };
    case 'code_given':
      return { ...state, codeGiven: true };
    case 'caller_wrote':
      return { ...state, status: 'waiting', messages: state.messages + 1, lastWroteOn: on };
    case 'taken':
      return { ...state, worker: event.facts.worker };
    case 'answered':
      return { ...state, status: 'answered', worker: event.facts.worker, replies: state.replies + 1 };
    case 'about_recorded': {
      const { group, stage, heard } = event.facts;
      return { ...state, group, about: { stage, heard } };
    }
    case 'caller_said':
      return { ...state, caller: event.facts.caller };
    case 'note_kept':
      return { ...state, notes: state.notes + 1 };
    case 'risk_screened':
      return { ...state, risk: { risk: event.facts.risk, on } };
    case 'disclosure_noted':
      return { ...state, disclosures: afterDisclosure(state.disclosures, event) };
    case 'actions_agreed': {
      const actions = [...new Set([...state.actions, ...event.facts.actions])];
      return { ...state, actions, contactsAtAgreement: contactsOf(state) };
    }
    case 'actions_reported': {
      const said = (how: 'taken' | 'not_taken', actions: readonly string[]) => actions.map(one => [one, how]);
      const { taken, notTaken } = event.facts;
      const now = Object.fromEntries([...said('taken', taken), ...said('not_taken', notTaken)]) as object;
      return { ...state, reported: { ...state.reported, ...now } };
    }
    case 'signposted':
      return { ...state, signposts: [...new Set([...state.signposts, ...event.facts.to])] };
    case 'safe_contact_said': {
      const { voicemail, sayWhoWeAre, othersMayAnswer } = event.facts;
      return { ...state, safeContact: { voicemail, sayWhoWeAre, othersMayAnswer } };
    }
    case 'call_back_agreed': {
      const { callBack: id, way, slot, leaveMessage } = event.facts;
      const number = way === 'we_call' ? 'kept' : 'none';
      return {
        ...state,
        callBacks: [...state.callBacks, { id, way, slot, leaveMessage, outcome: null, number }],
      };
    }
    case 'call_back_made':
      return changeCallBack(state, event.facts.callBack, { outcome: event.facts.outcome });
    case 'number_destroyed':
      return changeCallBack(state, event.facts.callBack, { number: 'destroyed' });
    case 'kept_from':
      return { ...state, keptFrom: event.facts.workers };
    case 'concern_raised': {
      const disclosures = afterDisclosure(state.disclosures, event);
      return { ...state, concerns: [...state.concerns, event.facts.concern], disclosures };
    }
    case 'slip_given':
      return { ...state, slips: state.slips + 1 };
    case 'contact_ended':
      return { ...state, status: 'ended' };
    default:
      return event satisfies never;
  }
}

function changeCallBack(state: ContactState, id: string, next: Partial<CallBack>): ContactState {
  return { ...state, callBacks: state.callBacks.map(one => (one.id === id ? { ...one, ...next } : one)) };
}
