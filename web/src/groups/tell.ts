import { cancelReasons, sayDay, type GroupEvent } from '@throughcare/pathway';
import type { Change } from '../frame/conflict.ts';

/** One thing that happened in a group, for two people who did something at once. Nobody is named, nor the room (E36). */
export function tellGroup(event: GroupEvent): Change {
  switch (event.type) {
    case 'group_planned':
      return { what: 'The group', now: `Planned, with ${event.facts.sessions.length} sessions.` };
    case 'facilitators_named':
      return { what: 'Who runs it', now: 'Changed.' };
    case 'session_covered':
      return { what: `Session ${event.facts.session}`, now: 'Somebody else leads it.' };
    case 'session_moved':
      return { what: `Session ${event.facts.session}`, now: `Moved to ${sayDay(event.facts.to)}.` };
    case 'session_cancelled': {
      const { session, reason } = event.facts;
      return { what: `Session ${session}`, now: `Cancelled: ${cancelReasons[reason].toLowerCase()}.` };
    }
    case 'session_added': {
      const { number, on } = event.facts.session;
      return { what: `Session ${number}`, now: `Added, on ${sayDay(on)}.` };
    }
    case 'room_told':
      return { what: 'Where and when it meets', now: 'Changed.' };
    case 'places_changed':
      return { what: 'Places', now: `${event.facts.places}.` };
    case 'place_taken':
      return { what: 'Places', now: 'Somebody was given one.' };
    case 'place_freed':
      return { what: 'Places', now: 'One was freed.' };
    case 'register_taken':
      return { what: `Register of session ${event.facts.session}`, now: 'Taken.' };
    case 'nobody_came':
      return { what: `Session ${event.facts.session}`, now: 'Nobody came.' };
    case 'group_finished':
      return { what: 'The group', now: 'Over.' };
    case 'group_cancelled':
      return { what: 'The group', now: 'Cancelled.' };
    default:
      return event satisfies never;
  }
}
