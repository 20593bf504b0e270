import {
  expectedAt,
  groupSessionKinds,
  standingSessions,
  type Day,
  type GroupSession,
} from '@throughcare/pathway';
import type { Group } from '@throughcare/records';

/** What can be changed, by the last part of its address. */
const changes = [
  { what: 'move', words: 'Move a session' },
  { what: 'cancel-session', words: 'Cancel a session' },
  { what: 'add-session', words: 'Add a catch-up or a one-to-one' },
  { what: 'cover', words: 'Somebody else leads a session' },
  { what: 'who', words: 'Who runs the group' },
  { what: 'room', words: 'Where and when it meets' },
  { what: 'places', words: 'How many places' },
  { what: 'finish', words: 'The group is over' },
  { what: 'cancel', words: 'Cancel the group' },
] as const;

/** One run, for its page: sessions by day, what can still be done with each, and its people. */
export function groupView(group: Group, today: Day) {
  const sessions = standingSessions(group.state).map(session => sessionView(group, session, today));
  const cancelled = group.state.sessions.filter(session => session.status === 'cancelled');
  const [room] = group.events.filter(event => event.type === 'room_told').slice(-1);
  return {
    group,
    sessions,
    cancelled,
    changes,
    runs: group.state.status === 'planned',
    room: room?.sealed ?? null,
    today,
  };
}

function sessionView(group: Group, session: GroupSession, today: Day) {
  const { number, on, kind, title, module, status, movedFrom } = session;
  const people = expectedAt(group.state, session).length;
  return {
    number,
    on,
    movedFrom,
    what: [module, title].filter(Boolean).join(': ') || groupSessionKinds[kind],
    kind: kind === 'group' ? '' : groupSessionKinds[kind],
    covered: session.coveredBy !== null,
    held: status === 'held',
    nobody: status === 'nobody',
    coming: status === 'planned',
    open: status === 'planned' && on <= today,
    people,
  };
}
