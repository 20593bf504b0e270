/**
 * Everybody who is somewhere in the flow, as rows of one table and not as objects: a person is a row number
 * ("slot"), and rows are used again. A row is 64 bytes, one cache line, seen through two views: a step touches
 * nearly every field of one person and then goes to somebody far away in memory, and that way costs most.
 */
export interface People {
  capacity: number;
  used: number;
  freeCount: number;
  free: Int32Array;
  /** Fields KEY to BEHIND: people.whole[slot * FIELDS_WHOLE + field]. */
  whole: Int32Array;
  /** Fields SINCE to RISK_RATE: people.real[slot * FIELDS_REAL + field]. */
  real: Float64Array;
}

const bytesARow = 64;

export const FIELDS_WHOLE = 16;
/** Who they are to their luck; never changes. */
export const KEY = 0;
/** How often the person has gone round: back to an earlier stage, or a detected reoffence. */
export const PASS = 1;
export const STAGE = 2;
/** 1 in a place, 0 in the waiting list. */
export const INSIDE = 3;
/**
 * Sequence of the event that will end this stay or this patience, and of the one that will be a detected
 * reoffence; -1 for none. An event with any other sequence has been overtaken.
 */
export const STAY_EVENT = 4;
export const RISK_EVENT = 5;
/** Neighbours in the waiting list; -1 at its ends. */
export const AHEAD = 6;
export const BEHIND = 7;

// The first 32 bytes of a row are the eight whole numbers above.
export const FIELDS_REAL = 8;
/** Since when in this stage. */
export const SINCE = 4;
/** Latent hazard still to be used up before a detected reoffence; NaN until it is first needed. */
export const RISK_LEFT = 5;
export const RISK_SINCE = 6;
export const RISK_RATE = 7;

export function noPeople(capacity = 1024): People {
  const rows = new ArrayBuffer(capacity * bytesARow);
  return {
    capacity,
    used: 0,
    freeCount: 0,
    free: new Int32Array(capacity),
    whole: new Int32Array(rows),
    real: new Float64Array(rows),
  };
}

/** A slot for the person whose luck is keyed by `key`. */
export function admit(people: People, key: number): number {
  let slot: number;
  if (people.freeCount > 0) slot = people.free[--people.freeCount];
  else {
    if (people.used === people.capacity) grow(people);
    slot = people.used++;
  }
  people.whole[slot * FIELDS_WHOLE + KEY] = key;
  people.whole[slot * FIELDS_WHOLE + PASS] = 0;
  people.whole[slot * FIELDS_WHOLE + STAY_EVENT] = -1;
  people.whole[slot * FIELDS_WHOLE + RISK_EVENT] = -1;
  people.real[slot * FIELDS_REAL + RISK_LEFT] = Number.NaN;
  people.real[slot * FIELDS_REAL + RISK_RATE] = 0;
  return slot;
}

/** Gives the slot back. */
export function release(people: People, slot: number): void {
  people.whole[slot * FIELDS_WHOLE + STAY_EVENT] = -1;
  people.whole[slot * FIELDS_WHOLE + RISK_EVENT] = -1;
  people.free[people.freeCount++] = slot;
}

function grow(people: People): void {
  const larger = noPeople(people.capacity * 2);
  larger.free.set(people.free);
  // One copy moves both views.
  larger.whole.set(people.whole);
  const { capacity, free, whole, real } = larger;
  Object.assign(people, { capacity, free, whole, real });
}
