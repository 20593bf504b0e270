import {
  expectedAt,
  groupSessionKinds,
  standingSessions,
  type Day,
  type GroupSession,
  type Role,
} from '@throughcare/pathway';
import { mayCommand, type Group } from '@throughcare/records';

/** What can be changed, by the last part of its address, and the command that it comes to. */
const changes = [
  { what: 'move', does: 'move_session', words: 'Move a session' },
  { what: 'cancel-session', does: 'cancel_session', words: 'Cancel a session' },
  { what: 'add-session', does: 'add_session', words: 'Add a catch-up or a one-to-one' },
  { what: 'cover', does: 'cover_session', words: 'Somebody else leads a session' },
  { what: 'who', does: 'name_facilitators', words: 'Who runs the group' },
  { what: 'room', does: 'tell_room', words: 'Where and when it meets' },
  { what: 'places', does: 'change_places', words: 'How many places' },
  { what: 'finish', does: 'finish', words: 'The group is over' },
  { what: 'cancel', does: 'cancel', words: 'Cancel the group' },
] as const;

/** One run, for its page: sessions by day, what can still be done with each, and its people. */
export function groupView(group: Group, roles: readonly Role[], today: Day, readOnly: boolean) {
  const sessions = standingSessions(group.state).map(session => sessionView(group, session, today));
  const cancelled = group.state.sessions.filter(session => session.status === 'cancelled');
  const [room] = group.events.filter(event => event.type === 'room_told').slice(-1);
  return {
    group,
    sessions,
    cancelled,
    // Nobody is offered what they could not save.
    changes: changes.filter(one => mayCommand(roles, 'group', one.does)),
    runs: group.state.status === 'planned' && !readOnly,
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
