import { refuse, type Refusal } from '../decider.ts';
import type { CaseState } from './case.ts';
import { enrolmentStatuses } from './programme/status.ts';
import { mayCarry } from './restriction.ts';

/**
 * What a case cannot be, whatever is put right in it: carried by somebody who may not see it (E20), which would leave
 * the person with nobody and nothing due. A step of the law that no longer fits can be let stand until it is put right.
 */
export function impossibleCase(state: CaseState): Refusal | undefined {
  const { practitioner, status, closed, enrolments } = state;
  if (practitioner !== null && status !== 'closed' && !mayCarry(state, practitioner)) {
    return refuse(
      'carried_unseen',
      'After this, whoever carries the case could not see it. Nothing was saved. Hand it to somebody else first.',
    ).refusal;
  }
  if (practitioner !== null && (status === 'referred' || status === 'accepted')) {
    return refuse(
      'carried_unopened',
      'After this somebody would carry a case that is not open. Nothing was saved. Correct what came later first.',
    ).refusal;
  }
  if (enrolments.some(one => (one.endedOn !== null) !== enrolmentStatuses[one.status].over)) {
    return refuse(
      'over_and_running',
      'After this an enrolment would be over, and go on. Nothing was saved. Correct what came later first.',
    ).refusal;
  }
  if (closed && enrolments.some(one => one.endedOn === null)) {
    return refuse(
      'still_enrolled',
      'After this they would be enrolled on a programme in a closed case. Nothing was saved. Correct what came later first.',
    ).refusal;
  }
  if (closed && status !== 'closed') {
    return refuse(
      'open_and_closed',
      'After this the case would be open and closed at once. Nothing was saved. Correct what came later first.',
    ).refusal;
  }
  return undefined;
}
