import { noRiskClocks, resetRiskClocks, widerRiskClocks } from './risk-clock.ts';
import type { RiskClocks } from './risk-clock.ts';

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
  /** Whole numbers: people.whole[slot * FIELDS_WHOLE + field]. */
  whole: Int32Array;
  /** SINCE and CAME: people.real[slot * FIELDS_REAL + field]. */
  real: Float64Array;
  /** people.attributes[slot * attributeCount + attribute]. */
  readonly attributeCount: number;
  attributes: Int32Array;
  /** What each risk holds of each person; risk-clock.ts. */
  readonly riskCount: number;
  risks: RiskClocks;
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
/** Sequence of the event that will end this stay or this patience; -1 for none. Any other has been overtaken. */
export const STAY_EVENT = 4;
/** How many stages they have come to. */
export const VISITS = 5;
/** Neighbours in the waiting list, or in their group; -1 at its ends. */
export const AHEAD = 6;
export const BEHIND = 7;
/** Priority class in which they wait. */
export const CLASS = 12;
/** The group they are in; -1 for none. */
export const GROUP = 13;

// The first 32 bytes of a row are the eight whole numbers above, bytes 48 to 56 the two after them.
export const FIELDS_REAL = 8;
/** Since when in this stage, and in the flow. */
export const SINCE = 4;
export const CAME = 5;

export function noPeople(attributeCount = 0, riskCount = 0): People {
  const capacity = 1024;
  const rows = new ArrayBuffer(capacity * bytesARow);
  return {
    capacity,
    used: 0,
    freeCount: 0,
    free: new Int32Array(capacity),
    whole: new Int32Array(rows),
    real: new Float64Array(rows),
    attributeCount,
    attributes: new Int32Array(capacity * attributeCount),
    riskCount,
    risks: noRiskClocks(capacity * riskCount),
  };
}

/** A slot for the person whose luck is keyed by `key` and who comes at `now`. */
export function admit(people: People, key: number, now: number): number {
  let slot: number;
  if (people.freeCount > 0) slot = people.free[--people.freeCount];
  else {
    if (people.used === people.capacity) grow(people);
    slot = people.used++;
  }
  const { whole, attributeCount, riskCount } = people;
  const own = slot * FIELDS_WHOLE;
  whole[own + KEY] = key;
  whole[own + PASS] = 0;
  whole[own + STAY_EVENT] = -1;
  whole[own + VISITS] = 0;
  whole[own + GROUP] = -1;
  people.real[slot * FIELDS_REAL + CAME] = now;
  for (let i = 0; i < attributeCount; i++) people.attributes[slot * attributeCount + i] = 0;
  if (riskCount > 0) resetRiskClocks(people.risks, slot * riskCount, (slot + 1) * riskCount);
  return slot;
}

/** Gives the slot back. */
export function release(people: People, slot: number): void {
  people.whole[slot * FIELDS_WHOLE + STAY_EVENT] = -1;
  const { riskCount } = people;
  if (riskCount > 0) resetRiskClocks(people.risks, slot * riskCount, (slot + 1) * riskCount);
  people.free[people.freeCount++] = slot;
}

function grow(people: People): void {
  const capacity = people.capacity * 2;
  const rows = new ArrayBuffer(capacity * bytesARow);
  const whole = new Int32Array(rows);
  // One copy moves both views.
  whole.set(people.whole);
  const free = new Int32Array(capacity);
  free.set(people.free);
  const attributes = new Int32Array(capacity * people.attributeCount);
  attributes.set(people.attributes);
  people.capacity = capacity;
  people.whole = whole;
  people.real = new Float64Array(rows);
  people.free = free;
  people.attributes = attributes;
  people.risks = widerRiskClocks(people.risks, capacity * people.riskCount);
}
