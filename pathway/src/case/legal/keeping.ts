import { accept, refuse } from '../../decider.ts';
import type { Day } from '../../day.ts';
import { event, refuseBefore, unsaved, type CaseDecision, type CommandOf } from '../answer.ts';
import type { CaseState } from '../case.ts';
import { withProceedings } from './proceedings.ts';

export const keepingOutcomes = {
  keep: 'Keep the record as it is',
  keep_part: 'Keep a part of the record',
  delete: 'Delete the record, by the usual way of two people',
} as const;
export type KeepingOutcome = keyof typeof keepingOutcomes;

/** Why something is kept of somebody who was not convicted. Reviewed again on a day that is set. */
export const keepingGrounds = {
  none: 'Nothing is kept',
  safeguarding: 'Safety of a child',
  other_proceedings: 'Other proceedings go on',
  support_goes_on: 'They want our help to go on',
  legal_claim: 'A complaint or a legal claim',
} as const;
export type KeepingGround = keyof typeof keepingGrounds;

/** What was decided about the record of somebody whose proceedings ended without a conviction (E24). */
export interface Kept {
  readonly on: Day;
  readonly outcome: KeepingOutcome;
  readonly reviewOn: Day | null;
}

export function reviewKeeping(state: CaseState, command: CommandOf<'review_keeping'>): CaseDecision {
  const { on, outcome, ground, reviewOn } = command;
  return withProceedings(state, command.proceedings, found => {
    if (found.stage !== 'ended_without_conviction') {
      return refuse(
        'not_ended',
        `These proceedings have not ended without a conviction, so there is nothing to review. ${unsaved}`,
        'proceedings',
      );
    }
    const early = refuseBefore(on, found.kept?.on ?? found.endedOn, 'the end of the proceedings');
    if (early) return early;
    if ((ground === 'none') !== (outcome === 'delete')) {
      return refuse(
        'ground_does_not_fit',
        `What is kept needs a ground, and what is deleted has none. ${unsaved} Change one of the two.`,
        'ground',
      );
    }
    if ((outcome === 'delete') !== (reviewOn === null) || (reviewOn !== null && reviewOn <= on)) {
      return refuse(
        'review_date',
        `What is kept is looked at again: give a day after this one. What is deleted needs none. ${unsaved}`,
        'reviewOn',
      );
    }
    return accept(event('keeping_reviewed', on, { proceedings: found.id, outcome, ground, reviewOn }));
  });
}
