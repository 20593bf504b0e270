import { wordsOf } from '../sealed-words.ts';
import type { GroupCommand, GroupEvent, GroupSessionKind } from './group.ts';

/** The command that an entry of a group answers to, to decide it again after a correction. */
export function groupCommandOf(event: GroupEvent): GroupCommand {
  const on = event.occurredOn;
  switch (event.type) {
    case 'group_planned': {
      const { sessions, ...planned } = event.facts;
      const template = sessions.map(({ module, title }) => ({ module, title }));
      return { do: 'plan', on, ...planned, sessions: sessions.map(one => one.on), template };
    }
    case 'facilitators_named':
      return { do: 'name_facilitators', on, ...event.facts };
    case 'session_covered':
      return { do: 'cover_session', on, ...event.facts };
    case 'session_moved':
      return { do: 'move_session', on, ...event.facts };
    case 'session_cancelled':
      return { do: 'cancel_session', on, ...event.facts };
    case 'session_added': {
      const { on: day, title, for: people } = event.facts.session;
      const kind = event.facts.session.kind as Exclude<GroupSessionKind, 'group'>;
      return { do: 'add_session', on, kind, day, title, for: people };
    }
    case 'room_told':
      return { do: 'tell_room', on, room: wordsOf(event, 'room'), times: wordsOf(event, 'times') };
    case 'places_changed':
      return { do: 'change_places', on, ...event.facts };
    case 'place_taken':
      return { do: 'take_place', on, ...event.facts };
    case 'place_freed':
      return { do: 'free_place', on, ...event.facts };
    case 'register_taken':
      return { do: 'take_register', on, ...event.facts };
    case 'nobody_came':
      return { do: 'record_nobody', on, ...event.facts };
    case 'group_finished':
      return { do: 'finish', on };
    case 'group_cancelled':
      return { do: 'cancel', on, ...event.facts };
    default:
      return event satisfies never;
  }
}
