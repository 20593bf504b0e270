import { parentPort, workerData } from 'node:worker_threads';
import { simulatedTraps } from '../../../src/simulated/traps.ts';
import type { SimulatedTrap, SimulatedTrapName } from '../../../src/simulated/traps.ts';
import { trapComparison } from '../../../src/simulated/trap-comparison.ts';
import { justiceWorld } from '../../../src/simulated/world.ts';
import type { World } from '../../../src/simulated/world.ts';

/** What one comparison in one world gave: first arm less second, and its M-estimation standard error. */
// An alias, since only such a type is also a record of names.
export type TrapFinding = {
  readonly seed: number;
  readonly trap: SimulatedTrapName;
  readonly difference: number;
  readonly error: number;
};

const PEOPLE = 40_000;

function findings(seed: number): TrapFinding[] {
  const worlds = new Map<SimulatedTrap['setting'], World>();
  return Object.entries(simulatedTraps).map(([name, trap]) => {
    const world = worlds.get(trap.setting) ?? justiceWorld(seed, PEOPLE, 0, trap.setting);
    worlds.set(trap.setting, world);
    const found = trapComparison(world, trap, 'ATE');
    return {
      seed,
      trap: name as SimulatedTrapName,
      difference: found.difference,
      error: found.standardErrorM,
    };
  });
}

if (parentPort) parentPort.postMessage((workerData as number[]).flatMap(findings), []);
