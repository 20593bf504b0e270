import {
  agreedActions,
  callBackOutcomes,
  callBackWays,
  callerKinds,
  contactChannels,
  contactGroups,
  contactStages,
  riskScreens,
  sayDay,
  signposts,
  type ContactEvent,
} from '@throughcare/pathway';
import type { Change } from '../frame/conflict.ts';

type Talked = Extract<
  ContactEvent,
  {
    type:
      | 'call_taken'
      | 'call_ended'
      | 'code_given'
      | 'about_recorded'
      | 'caller_said'
      | 'note_kept'
      | 'risk_screened'
      | 'disclosure_noted'
      | 'actions_reported'
      | 'signposted'
      | 'safe_contact_said'
      | 'call_back_agreed'
      | 'call_back_made'
      | 'number_destroyed'
      | 'kept_from'
      | 'slip_given';
  }
>;

/** What happened in a call or around one, in words. */
export function tellCall(event: Talked, nameOf: (user: string) => string): Change {
  switch (event.type) {
    case 'call_taken': {
      const { channel, worker, began } = event.facts;
      return { what: contactChannels[channel], now: `${nameOf(worker)} spoke with them, from ${began}.` };
    }
    case 'call_ended':
      return { what: 'Call ended', now: `After ${event.facts.minutes} minutes.` };
    case 'code_given':
      return { what: 'Code', now: 'They were given one to come back with.' };
    case 'about_recorded':
      return {
        what: 'About',
        now: `${contactGroups[event.facts.group]}. ${contactStages[event.facts.stage]}.`,
      };
    case 'caller_said':
      return { what: 'Of themselves', now: `${callerKinds[event.facts.caller]}.` };
    case 'note_kept':
      return { what: 'Note', now: event.sealed.words };
    case 'risk_screened':
      return { what: 'Asked about risk now', now: `${riskScreens[event.facts.risk]}.` };
    case 'disclosure_noted':
      return { what: 'What was heard', now: `${nameOf(event.facts.named)} is asked to look at it.` };
    case 'actions_reported': {
      const { taken, notTaken } = event.facts;
      const say = (list: typeof taken) => list.map(one => agreedActions[one]).join(', ') || 'none';
      return { what: 'What they did', now: `Taken: ${say(taken)}. Not taken: ${say(notTaken)}.` };
    }
    case 'signposted':
      return { what: 'Pointed to', now: event.facts.to.map(one => signposts[one]).join(', ') };
    case 'safe_contact_said':
      return { what: 'Safe contact', now: 'What is safe was recorded.' };
    case 'call_back_agreed': {
      const { way, slot } = event.facts;
      return { what: callBackWays[way], now: `${sayDay(slot.day)}, ${slot.from} to ${slot.until}.` };
    }
    case 'call_back_made':
      return { what: 'Call back', now: `${callBackOutcomes[event.facts.outcome]}.` };
    case 'number_destroyed':
      return { what: 'Number', now: 'It was destroyed.' };
    case 'kept_from':
      return { what: 'Who may answer', now: 'Somebody was kept from it.' };
    case 'slip_given':
      return { what: 'Slip', now: 'They took a slip for a referral.' };
    default:
      return event satisfies never;
  }
}
