import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { engine } from './engine.ts';
import { measured, median, nanoseconds, queues } from './queues.ts';
import type { Measured, Queue } from './queues.ts';

const rounds = 5;
/** Theirs take a hundredth of our people, or this would take an hour. */
const peopleOfPeers = 20_000;

/** The same queues in SimPy, Ciw and simmer, where they are installed; `PYTHON` names another python3. */
export function measurePeers(): void {
  const python = process.env.PYTHON ?? 'python3';
  const peers = [
    {
      name: 'SimPy',
      wanted: ' (wanted 30)',
      command: [python, join(import.meta.dirname, 'peers.py'), 'simpy'],
    },
    { name: 'Ciw', wanted: '', command: [python, join(import.meta.dirname, 'peers.py'), 'ciw'] },
    { name: 'simmer', wanted: '', command: ['Rscript', join(import.meta.dirname, 'peers.R')] },
  ];
  for (const { name, wanted, command } of peers) {
    for (const queue of queues.slice(0, 2)) {
      const ratios: number[] = [];
      let theirs: Measured | string = '';
      for (let seed = 0; seed <= rounds; seed++) {
        const ours = measured(() => engine(queue, 400_000, seed));
        theirs = peer(command, queue, seed);
        if (typeof theirs === 'string') break;
        if (seed > 0) ratios.push(nanoseconds(theirs) / nanoseconds(ours));
      }
      if (typeof theirs === 'string') {
        console.log(`${name} could not be run here: ${theirs}`);
        break;
      }
      console.log(
        `${queue.name}: ${name} ${nanoseconds(theirs).toFixed(0)} ns an event; ours is ` +
          `${median(ratios).toFixed(0)} times as fast${wanted}. Its mean wait ${theirs.wait.toFixed(3)}.`,
      );
    }
  }
}

function peer(
  [program, ...args]: string[],
  { stages, places, rate }: Queue,
  seed: number,
): Measured | string {
  const result = spawnSync(program, [...args, ...[stages, places, rate, peopleOfPeers, seed].map(String)], {
    encoding: 'utf8',
  });
  if (result.status !== 0) return (result.error?.message ?? result.stderr).trim().split('\n').at(-1)!;
  const [events, seconds, wait] = result.stdout.split(' ').map(Number);
  return { events, seconds, wait };
}
