import { refuse, type Refusal } from '../decider.ts';
import type { ConcernState } from './concern.ts';
import { isToBeShared } from './sharing.ts';

/**
 * What a concern cannot be, whatever is put right in it: decided by fewer than two different people who were named
 * (E7), acted on without the second look (E34), or closed before that.
 */
export function impossibleConcern(state: ConcernState): Refusal | undefined {
  return isNotByTwo(state) ? notByTwo : isClosedTooEarly(state) ? tooEarly : undefined;
}

const { refusal: notByTwo } = refuse(
  'not_by_two',
  'After this it would not have been decided by two different people who were named for it, or be reviewed by whoever ' +
    'raised it or acted on it. Nothing was saved. Correct what came later first.',
);

const { refusal: tooEarly } = refuse(
  'closed_too_early',
  'After this it would be closed without what has to come before that. Nothing was saved. Take out the closing first.',
);

function isNotByTwo(state: ConcernState): boolean {
  const { decisions, deciders, third, settled, review, reviewedOwn, raisedBy } = state;
  const by = decisions.map(one => one.by);
  return (
    new Set(by).size < by.length ||
    by.length > 2 ||
    deciders.length > 2 ||
    !by.every(one => deciders.includes(one)) ||
    new Set(deciders).size < deciders.length ||
    (third !== null && deciders.includes(third)) ||
    (settled !== null && by.length < 2) ||
    (review !== null && review.by === raisedBy) ||
    reviewedOwn
  );
}

function isClosedTooEarly(state: ConcernState): boolean {
  const { status, passings, decisions, review, immediateDanger } = state;
  if (status !== 'closed') return false;
  if (passings.length === 0) return immediateDanger || decisions.length < 2 || isToBeShared(state);
  return review === null && passings.some(one => one.alone);
}
