import { accept, refuse, type Decision } from '../decider.ts';
import { wrongPlaces } from './answer.ts';
import type { GroupCommand, GroupEvent, GroupState } from './group.ts';

/**
 * Plans one run of a programme: each group session of the template gets a day. The template is copied, so that a
 * run keeps the sessions it was planned with when the programme changes.
 */
export function plan(
  state: GroupState,
  command: Extract<GroupCommand, { do: 'plan' }>,
): Decision<GroupEvent> {
  if (state.status !== 'none')
    return refuse('already_planned', 'This group is already planned. Nothing was saved again.');
  const { on: occurredOn, programme, name, places, sessions, lead, facilitators = [], template } = command;
  const wrong = wrongPlaces(places);
  if (wrong) return wrong;
  if (sessions.length === 0)
    return refuse('no_sessions', 'Give at least one session. Nothing was saved.', 'sessions');
  if (sessions.some((session, index) => index > 0 && session <= sessions[index - 1])) {
    return refuse(
      'sessions_order',
      'Each session has to come after the one before. Nothing was saved.',
      'sessions',
    );
  }
  if (template && template.length !== sessions.length) {
    return refuse(
      'template',
      `The programme has ${template.length} group sessions, and ${sessions.length} days are given. Nothing was saved.`,
      'sessions',
    );
  }
  return accept({
    type: 'group_planned',
    schema: 2,
    occurredOn,
    facts: {
      programme,
      name,
      places,
      lead,
      facilitators: [...new Set(facilitators)].filter(one => one !== lead),
      sessions: sessions.map((on, index) => ({
        number: index + 1,
        on,
        kind: 'group',
        module: template?.[index].module ?? '',
        title: template?.[index].title ?? '',
        for: [],
      })),
    },
  });
}
