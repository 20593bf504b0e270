import { openTasks, type CaseState } from '@throughcare/pathway';
import type { Projected } from './project.ts';
import type { Row } from './tables.ts';

/** One row for each task to be done, and one for the last handover while it stands: who gave it, and what came of it. */
export function projectGivenWork(state: CaseState, { organisation, stream, effective }: Projected): Row[] {
  const tasks = openTasks(state).flatMap(({ id, kind, to, by, stands, since }) => {
    const given = effective.findLast(
      ({ type, facts }) => (type === 'task_given' || type === 'task_reassigned') && facts.task === id,
    );
    if (!given) return [];
    return [{ item: id, kind, to_user: to, given_by: given.actor, by_day: by, stands, since }];
  });
  return [...tasks, ...handoverRow(state, effective)].map(row => ({ organisation, case_id: stream, ...row }));
}

function handoverRow(
  { handover, practitioner }: CaseState,
  effective: Projected['effective'],
): readonly Row[] {
  const given = effective.findLast(({ type }) => type === 'handed_over');
  if (handover === null || !given) return [];
  // Once somebody else carries it, by whatever way, the handover is over.
  const stillStands = practitioner === (handover.stands === 'handed_back' ? null : handover.to);
  if (!stillStands) return [];
  const { to, talkBy, stands, since } = handover;
  return [
    { item: 'handover', kind: 'handover', to_user: to, given_by: given.actor, by_day: talkBy, stands, since },
  ];
}
