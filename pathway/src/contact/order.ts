import type { Followed } from '../last-told.ts';
import type { ContactEvent } from './contact.ts';

// Of some of what stands in a contact the last entry counts. What an entry is about, and what it has to follow to count.
// What they told is not among it: that is answered by whoever knew of it (disclosure.ts), on whatever day it is noted.

const touch: Followed = { of: 'touch', words: 'they were last in touch, or answered,' };
const worker: Followed = { of: 'worker', words: 'somebody last took or answered it' };
const aboutIt: Followed = { of: 'about', words: 'it was last said what it is about' };
const caller: Followed = { of: 'caller', words: 'they last said something of themselves' };
const risk: Followed = { of: 'risk', words: 'somebody last asked about danger' };
const reported: Followed = { of: 'reported', words: 'they last said what they did' };
const safe: Followed = { of: 'safe contact', words: 'they last said how to reach them safely' };
const kept: Followed = { of: 'kept from', words: 'it was last said who may not answer it' };
const callBack = (id: string): Followed => ({ of: `call back ${id}`, words: 'the call back was agreed' });

/** Nothing refuses that a number is destroyed (E4). */
export function isRefused({ type }: ContactEvent): boolean {
  return type !== 'number_destroyed';
}

/** What an entry has to follow, so that it counts. */
export function followedBy(event: ContactEvent): readonly Followed[] {
  switch (event.type) {
    // What came or was said on a day is kept as of that day, also where it is told late.
    case 'contact_opened':
    case 'call_taken':
    case 'caller_wrote':
    case 'answered':
      return [];
    case 'call_back_made':
    case 'number_destroyed':
      return [callBack(event.facts.callBack)];
    default:
      return about(event);
  }
}

/** What an entry is about, by name. */
export function aboutWhat(event: ContactEvent): readonly string[] {
  return about(event).map(one => one.of);
}

function about(event: ContactEvent): readonly Followed[] {
  switch (event.type) {
    case 'contact_opened':
      return [touch, aboutIt, caller];
    case 'call_taken':
      return [touch, worker, aboutIt, caller];
    case 'caller_wrote':
      return [touch];
    case 'answered':
      return [touch, worker];
    case 'taken':
      return [worker];
    case 'about_recorded':
      return [aboutIt];
    case 'caller_said':
      return [caller];
    case 'risk_screened':
      return [risk];
    case 'actions_reported':
      return [reported];
    case 'safe_contact_said':
      return [safe];
    case 'call_back_agreed':
      return [callBack(event.facts.callBack)];
    case 'kept_from':
      return [kept];
    case 'contact_ended':
      return [touch];
    case 'call_ended':
    case 'code_confirmed':
    case 'code_given':
    case 'note_kept':
    case 'actions_agreed':
    case 'signposted':
    case 'call_back_made':
    case 'number_destroyed':
    // E34: whatever day they bear, what they told and that somebody raised a concern are kept.
    case 'disclosure_noted':
    case 'concern_raised':
    case 'slip_given':
      return [];
    default:
      return event satisfies never;
  }
}
