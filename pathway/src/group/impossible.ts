import { refuse, type Refusal } from '../decider.ts';
import type { GroupState } from './group.ts';

const correctLater = 'Nothing was saved. Correct what came later first.';

/** What a group cannot be, whatever is put right in it. */
export function impossibleGroup(state: GroupState): Refusal | undefined {
  const { members, places, sessions, status } = state;
  if (members.length > places) {
    return refuse('taken', `More people would have a place than there are places. ${correctLater}`).refusal;
  }
  if (isTwice(members.map(one => one.case)) || isTwice(sessions.map(one => one.number))) {
    return refuse('twice', `Somebody, or a session, would be in it twice. ${correctLater}`).refusal;
  }
  if (status !== 'planned' && members.length > 0) {
    return refuse('not_running', `Somebody would have a place in a group that does not run. ${correctLater}`)
      .refusal;
  }
  if (status === 'finished' && sessions.some(one => one.status === 'planned')) {
    return refuse('sessions_left', `A group that is over would have a session to come. ${correctLater}`)
      .refusal;
  }
  return undefined;
}

function isTwice(list: readonly (string | number)[]): boolean {
  return new Set(list).size < list.length;
}
