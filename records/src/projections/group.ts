import { standingSessions, type Day, type GroupState } from '@throughcare/pathway';
import type { Projected } from './project.ts';
import type { Rows } from './tables.ts';

/** The days of a run's sessions, and the numbers of those that were held. */
export function sessionsOf(state: GroupState): { sessions: Day[]; held: number[] } {
  const standing = standingSessions(state);
  return {
    sessions: (standing.length > 0 ? standing : state.sessions).map(session => session.on),
    held: state.sessions.filter(session => session.status === 'held').map(session => session.number),
  };
}

export function projectGroup(state: GroupState, { organisation, stream, version }: Projected): Rows {
  if (state.status === 'none') return {};
  return {
    group_row: [
      {
        organisation,
        id: stream,
        version,
        programme: state.programme,
        name: state.name,
        lead: state.lead,
        status: state.status,
        places: state.places,
        taken: state.members.length,
        facilitators: [...state.facilitators],
        ...sessionsOf(state),
      },
    ],
    group_member: state.members.map(member => ({
      organisation,
      group_id: stream,
      case_id: member.case,
      enrolment: member.enrolment,
    })),
    group_session: state.sessions.map(session => ({
      organisation,
      group_id: stream,
      session: session.number,
      day: session.on,
      kind: session.kind,
      module: session.module,
      title: session.title,
      status: session.status,
      covered_by: session.coveredBy,
      moved_from: session.movedFrom,
      for_cases: [...session.for],
    })),
  };
}
