import type { GroupState } from '@throughcare/pathway';
import type { Projected } from './project.ts';
import type { Rows } from './tables.ts';

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
        sessions: [...state.sessions],
        held: [...state.held],
      },
    ],
    group_member: state.members.map(member => ({
      organisation,
      group_id: stream,
      case_id: member.case,
      enrolment: member.enrolment,
    })),
  };
}
