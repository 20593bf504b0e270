/**
 * The future of a run: a binary heap over typed arrays, earliest first. Events of the same instant come in the
 * order in which they were scheduled, however many there are, so a run has one history and no other.
 */
export interface EventQueue {
  size: number;
  /** How many events were ever scheduled; the next one's sequence. */
  scheduled: number;
  time: Float64Array;
  code: Int32Array;
  sequence: Int32Array;
  /** The event that `take` took last. */
  takenTime: number;
  takenCode: number;
  takenSequence: number;
}

/** Sequences are 32-bit whole numbers. */
const mostEvents = 0x7fffffff;

/** An empty queue at time 0 with room for `capacity` events; it grows by itself. */
export function eventQueue(capacity = 1024): EventQueue {
  return {
    size: 0,
    scheduled: 0,
    time: new Float64Array(capacity),
    code: new Int32Array(capacity),
    sequence: new Int32Array(capacity),
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
  if (!(at >= queue.takenTime) || queue.scheduled === mostEvents) refuse(queue, at);
  let here = queue.size;
  if (here === queue.time.length) grow(queue);
  const { time, code, sequence } = queue;
  const number = queue.scheduled++;
  queue.size = here + 1;
  while (here > 0) {
    const parent = (here - 1) >>> 1;
    // A new event has the highest sequence, so among equals it stays below.
    if (time[parent] <= at) break;
    time[here] = time[parent];
    code[here] = code[parent];
    sequence[here] = sequence[parent];
    here = parent;
  }
  time[here] = at;
  code[here] = what;
  sequence[here] = number;
  return number;
}

/** Takes the earliest event into the `taken` fields; false when there is none. */
export function take(queue: EventQueue): boolean {
  if (queue.size === 0) return false;
  const { time, code, sequence } = queue;
  queue.takenTime = time[0];
  queue.takenCode = code[0];
  queue.takenSequence = sequence[0];
  const size = --queue.size;
  const at = time[size];
  const number = sequence[size];
  const what = code[size];
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
  code[here] = what;
  sequence[here] = number;
  return true;
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
