import type { Day } from '../day.ts';
import type { Told } from '../told.ts';
import type { ConcernState, SharingDecision } from './concern.ts';

/** Words about a child that came after the raising, and their place among what was told: whoever acted before knew nothing of them. */
export interface Learned {
  readonly on: Day;
  readonly told: number;
}

/** Of two, what was told last. */
export function learnedLast(before: Learned | null, on: Day, told: number): Learned {
  return before !== null && before.told > told ? before : { on, told };
}

/** What a raising said that was put right afterwards: nobody knew it until then. */
export function learnedByRaising(before: Learned | null, on: Day, told: Told): Learned | null {
  return told.last > told.first ? learnedLast(before, on, told.last) : before;
}

/**
 * E7: that it is not shared was decided on what was known then. Where more is told of the child, that falls away and the
 * two decide anew; that it is shared, stands.
 */
export function decidedOnWhatIsKnown(state: ConcernState): ConcernState {
  const { learned, everDecided, lastSettled } = state;
  const knewLess = (one: SharingDecision) => learned !== null && one.place < learned.told;
  const isOverheard = (one: SharingDecision) => !one.share && knewLess(one);
  const isShared = lastSettled !== null && lastSettled.share && knewLess(lastSettled);
  return {
    ...state,
    decisions: isShared ? everDecided.filter(isLastOfTheirs) : everDecided.filter(one => !isOverheard(one)),
    settled: lastSettled !== null && isOverheard(lastSettled) ? null : lastSettled,
  };
}

/** Whoever decided anew stands with what they told last: they are one of two still. */
function isLastOfTheirs(one: SharingDecision, _: number, all: readonly SharingDecision[]): boolean {
  return all.every(other => other.by !== one.by || other.place <= one.place);
}

/** What was told of the child since an authority was last told, or since a second person looked at it all; null where nothing was. */
export function notPassedOn({ learned, passings, review }: ConcernState): Learned | null {
  if (learned === null || passings.length === 0) return null;
  const known = Math.max(review?.place ?? 0, ...passings.map(one => one.spokeAt));
  return learned.told > known ? learned : null;
}
