/**
 * How much the flow engine pays for waiting lists, patience, routing, keyed luck and statistics: its events a
 * second against a bare loop (a typed-array heap, sums only) over the same queue, and a plain C++ loop
 * (queue.cpp). All sides take turns in one go, so that what else the machine does falls on both. An event is an arrival or the end of a stay.
 *
 *   node benchmarks/planning.ts
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { erlangCWait, simulate } from '@throughcare/planning';
import type { Network } from '@throughcare/planning';

const people = 1_000_000;
const rounds = 7;

interface Case {
  readonly name: string;
  readonly places: number;
  readonly rate: number;
}

const cases: Case[] = [
  { name: 'M/M/4, load .8', places: 4, rate: 3.2 },
  { name: '10,000 places, 5,000 taken', places: 10_000, rate: 5000 },
];

const folder = mkdtempSync(join(tmpdir(), 'queue-'));
const program = join(folder, 'queue');
execFileSync('g++', ['-O2', '-o', program, fileURLToPath(new URL('./queue.cpp', import.meta.url))]);

for (const each of cases) {
  const ours: number[] = [];
  const bare: number[] = [];
  const ratios: number[] = [];
  const toPlain: number[] = [];
  let wait = 0;
  for (let seed = 0; seed <= rounds; seed++) {
    const a = timed(() => engine(each, seed));
    const b = timed(() => bareLoop(each, seed));
    const c = plainLoop(each, seed);
    wait = a.wait;
    // The first round warms the compiler.
    if (seed > 0) {
      ours.push(a.events / a.seconds / 1e6);
      bare.push(b.events / b.seconds / 1e6);
      toPlain.push(ours.at(-1)! / (c.events / c.seconds / 1e6));
      ratios.push(ours.at(-1)! / bare.at(-1)!);
    }
  }
  const exact = erlangCWait(each.places, each.rate, 1);
  console.log(
    `${each.name}: engine ${median(ours).toFixed(2)}, bare loop ${median(bare).toFixed(2)} million events a ` +
      `second; ratio ${median(ratios).toFixed(2)}, to C++ ${median(toPlain).toFixed(2)}; mean wait ${wait.toFixed(4)}, exact ${exact.toFixed(4)}`,
  );
}

rmSync(folder, { recursive: true });

function plainLoop({ places, rate }: Case, seed: number): { events: number; seconds: number } {
  const args = [1, places, rate, people, seed].map(String);
  const [events, seconds] = execFileSync(program, args, { encoding: 'utf8' }).split(' ').map(Number);
  return { events, seconds };
}

function engine({ places, rate }: Case, seed: number): { events: number; wait: number } {
  const network: Network = {
    stages: [
      {
        name: 'stage',
        luck: 0,
        places: [{ at: 0, places }],
        stay: { kind: 'exponential', mean: 1 },
        next: [{ from: 0, to: [-1], share: [1] }],
        startWaiting: 0,
        startInside: 0,
      },
    ],
    sources: [{ name: 'source', luck: 0, to: 0, rate, growth: 0, deterred: 0, deterredFrom: 0 }],
    periodEnds: [people / rate],
  };
  const { events, waitSum, began } = simulate(network, seed);
  return { events, wait: waitSum[0] / began[0] };
}

/** The least that the same queue can be: no identity, no list (a count), no statistics but one sum. */
function bareLoop({ places, rate }: Case, seed: number): { events: number; wait: number } {
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

function timed(run: () => { events: number; wait: number }): {
  events: number;
  wait: number;
  seconds: number;
} {
  const began = performance.now();
  const result = run();
  return { ...result, seconds: (performance.now() - began) / 1000 };
}

function median(values: number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1];
}
