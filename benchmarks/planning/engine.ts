import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { erlangCWait, simulate } from '@throughcare/planning';
import { bareLoop } from './bare-loop.ts';
import { measured, nanoseconds, networkOf, queues } from './queues.ts';
import type { Measured, Queue } from './queues.ts';

const events = 2_000_000;
const rounds = 7;

export function engine(queue: Queue, people: number, seed: number): { events: number; wait: number } {
  const statistics = simulate(networkOf(queue, people), seed);
  return { events: statistics.events, wait: statistics.waitSum[0] / statistics.began[0] };
}

/** Statistics on, beside a plain C++ loop over a heap (queue.cpp) and one of ours over typed arrays, in turns. */
export function measureEngine(): void {
  const folder = mkdtempSync(join(tmpdir(), 'queue-'));
  const program = join(folder, 'queue');
  try {
    execFileSync('g++', ['-O2', '-o', program, join(import.meta.dirname, 'queue.cpp')]);
    for (const queue of queues) measureQueue(queue, program);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function measureQueue(queue: Queue, program: string): void {
  const people = events / (queue.stages + 1);
  const sides: { ours: number[]; plain: number[]; bare: number[] } = { ours: [], plain: [], bare: [] };
  let wait = 0;
  // The first round warms the compiler.
  for (let seed = 0; seed <= rounds; seed++) {
    const ours = measured(() => engine(queue, people, seed));
    const plain = plainLoop(program, queue, people, seed);
    const bare = queue.stages === 1 ? measured(() => bareLoop(queue, people, seed)) : null;
    wait = ours.wait;
    if (seed === 0) continue;
    sides.ours.push(nanoseconds(ours));
    sides.plain.push(nanoseconds(plain));
    if (bare) sides.bare.push(nanoseconds(bare));
  }
  // What else a machine does can only add, on either side: the least of the rounds is what the work itself takes.
  const [ours, plain] = [Math.min(...sides.ours), Math.min(...sides.plain)];
  const bare = sides.bare.length > 0 ? `, bare typed-array loop ${Math.min(...sides.bare).toFixed(0)}` : '';
  console.log(
    `${queue.name}: ${ours.toFixed(0)} ns of the processor an event; C++ ` +
      `${plain.toFixed(0)}${bare}. Ours is ${(plain / ours).toFixed(2)} of the C++ rate (wanted .30). ` +
      `Mean wait ${wait.toFixed(4)}, exact ${erlangCWait(queue.places, queue.rate, 1).toFixed(4)}.`,
  );
}

function plainLoop(program: string, { stages, places, rate }: Queue, people: number, seed: number): Measured {
  const args = [stages, places, rate, people, seed].map(String);
  const [count, seconds, wait] = execFileSync(program, args, { encoding: 'utf8' }).split(' ').map(Number);
  return { events: count, seconds, wait };
}
