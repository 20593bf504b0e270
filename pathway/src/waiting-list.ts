import { enrolmentStatuses, type WaitingStatus } from './case/programme/status.ts';
import { daysBetween, sayDay, type Day } from './day.ts';

/** Somebody who waits for a place on a programme. */
export interface Waiting {
  readonly case: string;
  readonly enrolment: string;
  readonly programme: string;
  readonly since: Day;
  readonly status: WaitingStatus;
  /** The day their order ends; null where nothing runs out. */
  readonly orderEnds: Day | null;
}

/** A planned group with places left. */
export interface OpenGroup {
  readonly group: string;
  readonly programme: string;
  readonly startsOn: Day;
  readonly freePlaces: number;
}

/** What the list says of somebody who waits. */
export interface PlaceAhead {
  /** The start of the first group in which, in order of waiting, a place is left for them; null where none is planned. */
  readonly earliestPlace: Day | null;
  /** Set when the order ends before that place: 'Order ends 12 May 2026, earliest place 3 June 2026'. */
  readonly warning: string | null;
  /** Days by which the place comes too late; null without a warning or without a planned place. */
  readonly tooLateBy: number | null;
}

export type WaitingWithPlace = Waiting & PlaceAhead;

/**
 * Who waits, with the earliest place that planned groups leave them when places are taken in order of waiting,
 * and a warning where their order ends first. Sorted by what runs out first; those with no end come last.
 * Somebody who still awaits assessment is counted as waiting; whose referral rests is shown, and takes no place.
 * Only facts are counted; nobody is ranked (E10). A group that has begun takes nobody more.
 */
export function waitingList<One extends Waiting>(
  waiting: readonly One[],
  groups: readonly OpenGroup[],
  today: Day,
): (One & PlaceAhead)[] {
  const left = groups
    .filter(group => group.startsOn >= today && group.freePlaces > 0)
    .sort((a, b) => compare(a.startsOn, b.startsOn) || compare(a.group, b.group))
    .map(group => ({ ...group }));
  const inTurn = [...waiting].sort((a, b) => compare(a.since, b.since) || compare(a.enrolment, b.enrolment));
  const placed = inTurn.map(one => {
    if (isPaused(one.status)) return withWarning(one, null);
    const group = left.find(candidate => candidate.programme === one.programme && candidate.freePlaces > 0);
    if (group) group.freePlaces--;
    return withWarning(one, group?.startsOn ?? null);
  });
  return placed.sort(
    (a, b) => compare(a.orderEnds ?? '9999', b.orderEnds ?? '9999') || compare(a.since, b.since),
  );
}

/** Somebody whose referral rests takes no place before those who come after them. */
function isPaused(status: WaitingStatus): boolean {
  return status !== 'awaiting_assessment' && status !== 'awaiting_allocation';
}

function withWarning<One extends Waiting>(one: One, earliestPlace: Day | null): One & PlaceAhead {
  const { orderEnds } = one;
  if (orderEnds === null || (earliestPlace !== null && earliestPlace <= orderEnds)) {
    return { ...one, earliestPlace, warning: null, tooLateBy: null };
  }
  const place = isPaused(one.status)
    ? `the referral rests at “${enrolmentStatuses[one.status].words}”`
    : earliestPlace === null
      ? 'no place planned'
      : `earliest place ${sayDay(earliestPlace)}`;
  return {
    ...one,
    earliestPlace,
    warning: `Order ends ${sayDay(orderEnds)}, ${place}`,
    tooLateBy: earliestPlace === null ? null : daysBetween(orderEnds, earliestPlace),
  };
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
