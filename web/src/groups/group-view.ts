import {
  expectedAt,
  groupSessionKinds,
  standingSessions,
  type Day,
  type GroupSession,
  type Role,
} from '@throughcare/pathway';
import type { Group } from '@throughcare/records';
import { groupChanges, mayChange } from './changes.ts';

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
    changes: groupChanges.filter(one => mayChange(roles, one.what)),
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
