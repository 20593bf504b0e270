import type { Queue } from './queues.ts';

/** The least that the same queue can be: no identity, no list (a count), no statistics but one sum. */
export function bareLoop(
  { places, rate }: Queue,
  people: number,
  seed: number,
): { events: number; wait: number } {
  const end = people / rate;
  const heap = new Float64Array(places + 2);
  const kind = new Uint8Array(places + 2);
  let size = 0;
  // xorshift32, because a bare loop would not key its draws either.
  let state = (seed + 1) * 0x9e3779b9;
  const exponential = (): number => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return -Math.log(((state >>> 0) + 0.5) / 0x100000000);
  };
  const push = (time: number, what: number): void => {
    let at = size++;
    while (at > 0) {
      const parent = (at - 1) >>> 1;
      if (heap[parent] <= time) break;
      heap[at] = heap[parent];
      kind[at] = kind[parent];
      at = parent;
    }
    heap[at] = time;
    kind[at] = what;
  };
  let events = 0;
  let now = 0;
  let busy = 0;
  let waiting = 0;
  let area = 0;
  let came = 0;
  push(exponential() / rate, 0);
  while (size > 0) {
    const time = heap[0];
    const what = kind[0];
    const last = heap[--size];
    const lastKind = kind[size];
    let at = 0;
    for (let child = 1; child < size; child = 2 * at + 1) {
      if (child + 1 < size && heap[child + 1] < heap[child]) child++;
      if (heap[child] >= last) break;
      heap[at] = heap[child];
      kind[at] = kind[child];
      at = child;
    }
    heap[at] = last;
    kind[at] = lastKind;
    if (time > end) break;
    area += waiting * (time - now);
    now = time;
    events++;
    if (what === 0) {
      came++;
      push(now + exponential() / rate, 0);
      if (busy < places) {
        busy++;
        push(now + exponential(), 1);
      } else waiting++;
    } else if (waiting > 0) {
      waiting--;
      push(now + exponential(), 1);
    } else busy--;
  }
  return { events, wait: area / came };
}
