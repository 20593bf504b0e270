import type { Followed } from '../last-told.ts';
import type { GroupEvent } from './group.ts';

// Of what stands in a group the last entry counts. What an entry is about, and what it has to follow to count.

const anything: Followed = { of: 'anything', words: 'the last change of the group' };
const leads: Followed = { of: 'leads', words: 'it was last said who leads the group' };
const room: Followed = { of: 'room', words: 'it was last said where the group meets' };
const places: Followed = { of: 'places', words: 'the last change of its places' };
const place = (id: string): Followed => ({ of: `place ${id}`, words: 'they last got or left a place in it' });
const session = (number: number): Followed => ({
  of: `session ${number}`,
  words: 'the last entry about the session',
});
const dayOf = (number: number): Followed => ({ of: `day ${number}`, words: 'the session was last moved' });
const coverOf = (number: number): Followed => ({
  of: `cover ${number}`,
  words: 'it was last said who leads the session',
});

/** What an entry has to follow, so that it counts. */
export function followedBy(event: GroupEvent): readonly Followed[] {
  switch (event.type) {
    case 'group_finished':
    case 'group_cancelled':
      return [anything];
    case 'session_covered':
    case 'session_moved':
      return [...about(event), session(event.facts.session)];
    default:
      return about(event);
  }
}

/** What an entry is about, by name. */
export function aboutWhat(event: GroupEvent): readonly string[] {
  return [...about(event), anything].map(one => one.of);
}

function about(event: GroupEvent): readonly Followed[] {
  switch (event.type) {
    case 'facilitators_named':
      return [leads];
    case 'session_covered':
      return [coverOf(event.facts.session)];
    case 'session_moved':
      return [dayOf(event.facts.session)];
    case 'session_added':
      return [session(event.facts.session.number)];
    case 'session_cancelled':
    case 'register_taken':
    case 'nobody_came':
      return [session(event.facts.session)];
    case 'room_told':
      return [room];
    case 'places_changed':
      return [places];
    case 'place_taken':
    case 'place_freed':
      return [place(event.facts.case)];
    case 'group_planned':
    case 'group_finished':
    case 'group_cancelled':
      return [];
    default:
      return event satisfies never;
  }
}
