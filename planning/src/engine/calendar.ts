/**
 * Days of equal length that events are put by in, unsorted: a list a day, and one for whatever lies beyond the
 * last day. event-queue.ts alone uses it.
 */
export interface Calendar {
  /** When day 0 begins, and days in a unit of time; 0: one day that never ends. */
  begins: number;
  daysATime: number;
  today: number;
  days: number;
  /** First entry of a day, -1 for none. */
  first: Int32Array;
  /** First entry beyond the last day. */
  later: number;
  /** Entries, and those that are free, each a list. */
  free: number;
  used: number;
  time: Float64Array;
  code: Int32Array;
  sequence: Int32Array;
  next: Int32Array;
}

/** Events that a day should hold: few enough to sort, enough that few days are empty. */
const eventsADay = 6;

export function noCalendar(): Calendar {
  return {
    begins: 0,
    daysATime: 0,
    today: 0,
    days: 1,
    first: new Int32Array(1).fill(-1),
    later: -1,
    free: -1,
    used: 0,
    time: new Float64Array(0),
    code: new Int32Array(0),
    sequence: new Int32Array(0),
    next: new Int32Array(0),
  };
}

/** Puts an event into its day, or with those beyond the last. */
export function putBy(calendar: Calendar, day: number, time: number, code: number, sequence: number): void {
  let entry = calendar.free;
  if (entry === -1) {
    if (calendar.used === calendar.time.length) grow(calendar);
    entry = calendar.used++;
  } else calendar.free = calendar.next[entry];
  calendar.time[entry] = time;
  calendar.code[entry] = code;
  calendar.sequence[entry] = sequence;
  if (day < calendar.days) {
    calendar.next[entry] = calendar.first[day | 0];
    calendar.first[day | 0] = entry;
  } else {
    calendar.next[entry] = calendar.later;
    calendar.later = entry;
  }
}

export function giveBack(calendar: Calendar, entry: number): void {
  calendar.next[entry] = calendar.free;
  calendar.free = entry;
}

/**
 * Chooses days for the entries of a list: from the earliest, twice the mean distance, so that at least half of
 * them fall within. With no more than `few` there is one day that never ends.
 */
export function layOut(calendar: Calendar, list: number, few: number): void {
  let count = 0;
  let earliest = Infinity;
  let sum = 0;
  for (let entry = list; entry !== -1; entry = calendar.next[entry]) {
    const time = calendar.time[entry];
    count++;
    sum += time;
    if (time < earliest) earliest = time;
  }
  const span = 2 * (sum / count - earliest);
  calendar.today = 0;
  calendar.begins = earliest;
  if (count <= few || !(span > 0)) {
    calendar.days = 1;
    calendar.daysATime = 0;
  } else {
    calendar.days = Math.ceil(count / eventsADay);
    calendar.daysATime = calendar.days / span;
    // A span too short to divide (one instant, but for rounding) is one instant.
    if (!(calendar.daysATime < Infinity)) calendar.daysATime = 0;
  }
  if (calendar.first.length < calendar.days) calendar.first = new Int32Array(2 * calendar.days);
  calendar.first.fill(-1);
}

function grow(calendar: Calendar): void {
  const length = Math.max(64, calendar.time.length * 2);
  const wider = <T extends Float64Array | Int32Array>(from: T, to: T): T => {
    to.set(from);
    return to;
  };
  calendar.time = wider(calendar.time, new Float64Array(length));
  calendar.code = wider(calendar.code, new Int32Array(length));
  calendar.sequence = wider(calendar.sequence, new Int32Array(length));
  calendar.next = wider(calendar.next, new Int32Array(length));
}
