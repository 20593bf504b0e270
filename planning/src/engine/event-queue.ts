import { giveBack, layOut, noCalendar, putBy } from './calendar.ts';
import type { Calendar } from './calendar.ts';

/**
 * The future of a run. What is near lies in a small binary heap over typed arrays, earliest first; what is
 * further off lies unsorted in the days of a calendar and comes into the heap when its day does, so that an event
 * costs the same with ten thousand ahead as with a hundred (after Brown 1988 and the ladder queue of Tang, Goh
 * and Thng 2005). Events of the same instant come in the order in which they were scheduled, however many there
 * are, so a run has one history and no other.
 */
export interface EventQueue {
  /** Of the heap alone, the event that was taken among them as long as the root is its. */
  size: number;
  /**
   * The event that was taken still has the root. Most events schedule another, which goes there: one way down the heap
   * and not one down and one up.
   */
  rootIsTaken: boolean;
  /** How many events were ever scheduled; the next one's sequence. */
  scheduled: number;
  time: Float64Array;
  code: Int32Array;
  sequence: Int32Array;
  /**
   * When the heap holds more than this, the calendar gets new days; but not before as many events were scheduled
   * since it last did as lie in it, so that an event pays for no more than a step of that work.
   */
  crowded: number;
  spreadAt: number;
  readonly calendar: Calendar;
  /**
   * When what `scheduleDue` schedules will be. It is handed over here on the way of an event, because V8 makes an object
   * of every fraction that goes from one function to another, and these were most of what a run left to collect.
   */
  due: number;
  /** The event that `take` took last. */
  takenTime: number;
  takenCode: number;
  takenSequence: number;
}

/** Sequences are 32-bit whole numbers. */
const mostEvents = 0x7fffffff;
/** A heap of this size is as fast as a calendar. */
const small = 48;

/** An empty queue at time 0 with room for `capacity` events; it grows by itself. */
export function eventQueue(capacity = 256): EventQueue {
  return {
    size: 0,
    rootIsTaken: false,
    scheduled: 0,
    time: new Float64Array(capacity),
    code: new Int32Array(capacity),
    sequence: new Int32Array(capacity),
    crowded: small,
    spreadAt: 0,
    calendar: noCalendar(),
    due: 0,
    takenTime: 0,
    takenCode: 0,
    takenSequence: 0,
  };
}

/**
 * Schedules an event and gives its sequence, by which the receiver can tell an event that has been overtaken.
 * `code` says what it is. A time before the present, or none at all, is refused: a run can't go back.
 */
export function schedule(queue: EventQueue, at: number, what: number): number {
  queue.due = at;
  return scheduleDue(queue, what);
}

/** The same at `queue.due`. */
export function scheduleDue(queue: EventQueue, what: number): number {
  const at = queue.due;
  if (!(at >= queue.takenTime && at < Infinity) || queue.scheduled === mostEvents) refuse(queue, at);
  const number = queue.scheduled++;
  const { calendar } = queue;
  // The day is a monotone function of the time, so whatever lies in a later day is later.
  const day = (at - calendar.begins) * calendar.daysATime;
  if (day < calendar.today + 1) {
    push(queue, at, what, number);
    if (queue.size > queue.crowded) spread(queue, number);
  } else putBy(calendar, day, at, what, number);
  return number;
}

/** Whether a run must stop, because few of the numbers by which events are told apart are left. */
export function isNearlySpent(queue: EventQueue): boolean {
  return queue.scheduled > mostEvents - 0x1000000;
}

/** Takes the earliest event into the `taken` fields; false when there is none. */
export function take(queue: EventQueue): boolean {
  if (queue.rootIsTaken) closeRoot(queue);
  if (queue.size === 0 && !nextDay(queue)) return false;
  queue.rootIsTaken = true;
  queue.takenTime = queue.time[0];
  queue.takenCode = queue.code[0];
  queue.takenSequence = queue.sequence[0];
  return true;
}

function push(queue: EventQueue, at: number, what: number, number: number): void {
  const last = queue.size;
  if (last === queue.time.length) grow(queue);
  queue.size = last + 1;
  queue.time[last] = at;
  queue.code[last] = what;
  queue.sequence[last] = number;
  if (queue.rootIsTaken) closeRoot(queue);
  else rise(queue);
}

/** Puts the last event where the one was that was taken, and lets it down to where it belongs. */
function closeRoot(queue: EventQueue): void {
  const { time, code, sequence } = queue;
  const size = --queue.size;
  queue.rootIsTaken = false;
  const at = time[size];
  const number = sequence[size];
  let here = 0;
  for (let child = 1; child < size; child = 2 * here + 1) {
    const right = child + 1;
    if (right < size) {
      const l = time[child];
      const r = time[right];
      if (r < l || (r === l && sequence[right] < sequence[child])) child = right;
    }
    const earliest = time[child];
    if (earliest > at || (earliest === at && sequence[child] > number)) break;
    time[here] = earliest;
    code[here] = code[child];
    sequence[here] = sequence[child];
    here = child;
  }
  time[here] = at;
  code[here] = code[size];
  sequence[here] = number;
}

/** Lets the last event up to where it belongs. */
function rise({ size, time, code, sequence }: EventQueue): void {
  let here = size - 1;
  const at = time[here];
  const what = code[here];
  const number = sequence[here];
  while (here > 0) {
    const parent = (here - 1) >>> 1;
    const above = time[parent];
    if (above < at || (above === at && sequence[parent] < number)) break;
    time[here] = above;
    code[here] = code[parent];
    sequence[here] = sequence[parent];
    here = parent;
  }
  time[here] = at;
  code[here] = what;
  sequence[here] = number;
}

/** Brings the next day that holds anything into the heap; false when nothing lies ahead. */
function nextDay(queue: EventQueue): boolean {
  const { calendar } = queue;
  for (;;) {
    while (calendar.today < calendar.days - 1) {
      calendar.today++;
      let entry = calendar.first[calendar.today];
      if (entry === -1) continue;
      calendar.first[calendar.today] = -1;
      while (entry !== -1) {
        push(queue, calendar.time[entry], calendar.code[entry], calendar.sequence[entry]);
        const after = calendar.next[entry];
        giveBack(calendar, entry);
        entry = after;
      }
      return true;
    }
    if (calendar.later === -1) return false;
    newCalendar(queue);
    if (queue.size > 0) return true;
  }
}

/** Puts everything by and makes days that suit it: the heap had more in it than a day should. */
function spread(queue: EventQueue, number: number): void {
  const { calendar, time, code, sequence } = queue;
  if (number - queue.spreadAt <= calendar.used) return;
  const { size } = queue;
  for (let i = 0; i < size; i++) putBy(calendar, Infinity, time[i], code[i], sequence[i]);
  queue.size = 0;
  for (let day = calendar.today + 1; day < calendar.days; day++) {
    for (let entry = calendar.first[day]; entry !== -1;) {
      const after = calendar.next[entry];
      calendar.next[entry] = calendar.later;
      calendar.later = entry;
      entry = after;
    }
    calendar.first[day] = -1;
  }
  newCalendar(queue);
  // Thousands of one instant can't be spread: they stay in the heap, which holds more before it is asked again.
  queue.crowded = Math.max(small, 2 * queue.size);
  queue.spreadAt = queue.scheduled;
}

/** Divides what lies beyond the last day into new days. */
function newCalendar(queue: EventQueue): void {
  const { calendar } = queue;
  let entry = calendar.later;
  calendar.later = -1;
  layOut(calendar, entry, small);
  while (entry !== -1) {
    const after = calendar.next[entry];
    const at = calendar.time[entry];
    const day = (at - calendar.begins) * calendar.daysATime;
    if (day < calendar.today + 1) {
      push(queue, at, calendar.code[entry], calendar.sequence[entry]);
      giveBack(calendar, entry);
    } else if (day < calendar.days) {
      calendar.next[entry] = calendar.first[day | 0];
      calendar.first[day | 0] = entry;
    } else {
      calendar.next[entry] = calendar.later;
      calendar.later = entry;
    }
    entry = after;
  }
}

/** Kept apart from the hot path, which is then small enough to be inlined. */
function refuse(queue: EventQueue, at: number): never {
  throw new RangeError(
    queue.scheduled === mostEvents
      ? `This run has scheduled ${mostEvents} events and would not end. Shorten it.`
      : `time was ${at}; an event can only be scheduled at ${queue.takenTime} or later.`,
  );
}

function grow(queue: EventQueue): void {
  const larger = eventQueue(queue.time.length * 2 + 1);
  larger.time.set(queue.time);
  larger.code.set(queue.code);
  larger.sequence.set(queue.sequence);
  const { time, code, sequence } = larger;
  Object.assign(queue, { time, code, sequence });
}
