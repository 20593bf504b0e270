import { drawAhead } from './draw-ahead.ts';
import type { Ahead } from './draw-ahead.ts';
import { durationDraw } from './duration-draw.ts';
import type { DurationDraw } from './duration-draw.ts';
import { decision, purpose } from './luck.ts';
import type { Condition, Need, PriorityClass, Routes, Stage, StageTerms } from './network.ts';
import { waitingList } from './waiting-list.ts';
import type { WaitingList } from './waiting-list.ts';

/** How somebody's time in a stage is decided. */
export const stay = { timed: 0, instant: 1, open: 2 } as const;

/** A stay for some people or from a day on. */
interface OtherDraw {
  readonly from: number;
  readonly when?: readonly Condition[];
  readonly draw: DurationDraw;
}

/**
 * A stage during a run. Its numbers lie side by side in `live`, because a step reads and writes most of them and
 * reaching one more array costs as much as the arithmetic; what it has counted goes to the statistics when the
 * period closes (record.ts).
 */
export interface StageState {
  readonly index: number;
  readonly luck: number;
  readonly stay: number;
  readonly duration: DurationDraw | null;
  /** For those who come to it for the first time. */
  readonly exponentialStays: Ahead;
  readonly otherDurations: readonly OtherDraw[] | null;
  readonly patience: DurationDraw | null;
  readonly expiredTo: number;
  readonly fullTo: number;
  readonly routes: readonly Routes[];
  /** Whether everybody goes the same way on every day. */
  readonly oneWay: boolean;
  readonly classes: readonly PriorityClass[] | null;
  readonly sets: Stage['sets'] | null;
  readonly terms: Required<StageTerms> | null;
  /** 0: one by one; otherwise how many must wait for a group to begin, and how many it takes. */
  readonly groupAtLeast: number;
  readonly groupAtMost: number;
  /** Rooms in which a group is. */
  rooms: number;
  readonly needs: readonly Need[] | null;
  readonly list: WaitingList;
  /** The numbers of `stageField`. */
  readonly live: Float64Array;
  /** The open period's rows of the statistics of the same names. */
  moved: Float64Array;
  waitCounts: Uint32Array;
}

/** Where the numbers of `live` lie; why as one list: people.ts. */
export const stageField = {
  /** People in a place and in the list, places, how many may wait, and when the person-times were last added to. */
  INSIDE: 0,
  WAITING: 1,
  PLACES: 2,
  MOST_WAITING: 3,
  SETTLED_AT: 4,
  /** From here on: what is counted, in the order of `counted`. */
  COUNTED: 5,
  ARRIVED: 5,
  BEGAN: 6,
  BEGAN_AT_ONCE: 7,
  WAIT_SUM: 8,
  COMPLETED: 9,
  WAITING_TIME: 10,
  INSIDE_TIME: 11,
  INSIDE_SQUARE_TIME: 12,
  PLACE_TIME: 13,
  EXPIRED: 14,
  REFUSED: 15,
} as const;

/** The columns of the statistics that `live` counts into, from `COUNTED` on. */
export const counted = [
  'arrived',
  'began',
  'beganAtOnce',
  'waitSum',
  'completed',
  'waitingTime',
  'insideTime',
  'insideSquareTime',
  'placeTime',
  'expired',
  'refused',
] as const;

/** A stage as it is before anybody is there. */
export function stageState(stage: Stage, index: number): StageState {
  const { COUNTED, PLACES, MOST_WAITING } = stageField;
  const live = new Float64Array(COUNTED + counted.length);
  live[PLACES] = stage.places[0].places;
  live[MOST_WAITING] = stage.list?.most ?? Infinity;
  const { next } = stage;
  return {
    index,
    luck: stage.luck,
    stay: stage.stay === 'instant' ? stay.instant : stage.stay === 'open' ? stay.open : stay.timed,
    exponentialStays: drawAhead(decision(0, stage.luck, purpose.duration)),
    duration: typeof stage.stay === 'string' ? null : durationDraw(stage.stay),
    otherDurations:
      stage.otherStays?.map(({ from, when, stay: length }) => ({
        from,
        ...(when === undefined ? {} : { when }),
        draw: durationDraw(length),
      })) ?? null,
    patience: stage.patience ? durationDraw(stage.patience.length) : null,
    expiredTo: stage.patience?.to ?? -1,
    fullTo: stage.list?.fullTo ?? -1,
    routes: next,
    oneWay: next.length === 1 && next[0].when === undefined && next[0].to.length === 1,
    classes: stage.priority ?? null,
    sets: stage.sets ?? null,
    terms: termsOf(stage),
    groupAtLeast: stage.groups?.atLeast ?? 0,
    groupAtMost: stage.groups?.atMost ?? 0,
    rooms: 0,
    needs: stage.needs ?? null,
    list: waitingList(stage.priority ?? []),
    live,
    moved: new Float64Array(0),
    waitCounts: new Uint32Array(0),
  };
}

/** What a stage does with terms, with nothing left out; null where it does nothing. */
function termsOf({ terms }: Stage): Required<StageTerms> | null {
  return terms === undefined ? null : { counts: [], less: [], anew: [], ...terms };
}
