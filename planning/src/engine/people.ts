import { noRiskClocks, resetRiskClocks, widerRiskClocks } from './risk-clock.ts';
import type { RiskClocks } from './risk-clock.ts';
import { noTerms, resetTerms, widerTerms } from './terms-served.ts';
import type { TermsServed } from './terms-served.ts';

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
  /** The same bytes, for the real numbers: people.real[slot * FIELDS_REAL + field]. */
  real: Float64Array;
  /** people.attributes[slot * attributeCount + attribute]. */
  readonly attributeCount: number;
  attributes: Int32Array;
  /** What each risk holds of each person; risk-clock.ts. */
  readonly riskCount: number;
  risks: RiskClocks;
  /** What each has served of each term; terms-served.ts. */
  readonly termCount: number;
  terms: TermsServed;
}

const bytesARow = 64;
/** Rows of which twice as many would be a waste. */
const much = 0x8000;

/**
 * Where what is kept of a person lies in their row. A file on the way of an event takes what it needs into constants of its
 * own, here and of every such list: V8 folds those into the code, and looks an imported one up and checks it at each
 * use, which took a quarter of a run.
 */
export const personField = {
  // Whole numbers: people.whole[slot * FIELDS_WHOLE + field]. The first eight fill the first 32 bytes of a row.
  FIELDS_WHOLE: 16,
  /** Who they are to their luck; never changes. */
  KEY: 0,
  /** How often the person has gone round: back to an earlier stage, or a detected reoffence. */
  PASS: 1,
  STAGE: 2,
  /** 1 in a place, 0 in the waiting list. */
  IS_INSIDE: 3,
  /** Sequence of the event that will end this stay or this patience; -1 for none. Any other has been overtaken. */
  STAY_EVENT: 4,
  /** How many stages they have come to. */
  VISITS: 5,
  /** Neighbours in the waiting list, or in their group; -1 at its ends. */
  AHEAD: 6,
  BEHIND: 7,
  // In bytes 48 to 56, behind the real numbers.
  /** Priority class in which they wait. */
  CLASS: 12,
  /** The group they are in; -1 for none. */
  GROUP: 13,
  // Real numbers: people.real[slot * FIELDS_REAL + field], bytes 32 to 48.
  FIELDS_REAL: 8,
  /** Since when in this stage, and in the flow. */
  SINCE: 4,
  CAME: 5,
} as const;

const { FIELDS_WHOLE, KEY, PASS, STAY_EVENT, VISITS, GROUP, FIELDS_REAL, CAME } = personField;

export function noPeople(attributeCount = 0, riskCount = 0, termCount = 0): People {
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
    termCount,
    terms: noTerms(capacity * termCount),
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
  const { whole, attributeCount, riskCount, termCount } = people;
  const own = slot * FIELDS_WHOLE;
  whole[own + KEY] = key;
  whole[own + PASS] = 0;
  whole[own + STAY_EVENT] = -1;
  whole[own + VISITS] = 0;
  whole[own + GROUP] = -1;
  people.real[slot * FIELDS_REAL + CAME] = now;
  for (let i = 0; i < attributeCount; i++) people.attributes[slot * attributeCount + i] = 0;
  if (riskCount > 0) resetRiskClocks(people.risks, slot * riskCount, (slot + 1) * riskCount);
  if (termCount > 0) resetTerms(people.terms, slot * termCount, (slot + 1) * termCount);
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
  // Twice as large while that is little; then by half, or the old and the new of a national plan are 120 MB at once.
  const capacity = Math.ceil(people.capacity * (people.capacity < much ? 2 : 1.5));
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
  people.terms = widerTerms(people.terms, capacity * people.termCount);
}
