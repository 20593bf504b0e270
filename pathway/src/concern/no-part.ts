import type { ConcernState } from './concern.ts';

/**
 * E7: whoever a concern is about has no part in what becomes of it. Where that is learned after they decided, settled
 * or reviewed, what they did falls away, and so does what rested on it: it is decided and reviewed anew.
 */
export function withoutPartOfThose(state: ConcernState): ConcernState {
  const { about, deciders, decisions, third, settled, review } = state;
  if (about.length === 0) return state;
  const isAbout = (user: string) => about.includes(user);
  const ownSettled = settled !== null && isAbout(settled.by);
  const left = decisions.filter(one => !isAbout(one.by));
  return {
    ...state,
    deciders: deciders.filter(one => !isAbout(one)),
    decisions: left,
    third: third !== null && isAbout(third) ? null : third,
    settled: ownSettled || left.length < 2 ? null : settled,
    review: review !== null && isAbout(review.by) ? null : review,
  };
}
