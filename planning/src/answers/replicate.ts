import { luckNumbers, stageOrder } from '../scenario/compile.ts';
import { drawValues } from '../scenario/compile/values.ts';
import type { Values } from '../scenario/compile/values.ts';
import { outcomeOf } from './outcome.ts';
import type { Outcome } from './outcome.ts';
import type { Scenario } from '../scenario/scenario-schema.ts';

/** One replication: the numbers drawn for each scenario, and what came of them on the same luck. */
export interface Replication {
  readonly values: readonly Values[];
  readonly outcomes: readonly Outcome[];
  /** The same numbers with other luck, in every fourth replication: what differs is chance alone. */
  readonly again: readonly Outcome[] | null;
}

const oneInSoMany = 4;
/** Keys the other luck: above any replication's own number. */
const otherLuck = 0x80000000;

/** Replication number `run`, which is the same on any thread and whatever else is run. */
export type ReplicateOne = (run: number) => Replication;

/**
 * Each replication draws its own numbers from the scenarios' distributions (what we don't know) and its own luck
 * (chance); both are shared by the scenarios, so their difference is not blurred by either.
 */
export function replicator(scenarios: readonly Scenario[], seed: number): ReplicateOne {
  const luck = luckNumbers(scenarios);
  const orders = scenarios.map(stageOrder);
  return run => {
    const values = scenarios.map(scenario => drawValues(scenario, seed, run));
    const all = (luckRun: number): Outcome[] =>
      scenarios.map((scenario, i) => outcomeOf(scenario, orders[i], values[i], luck, seed, luckRun));
    return { values, outcomes: all(run), again: run % oneInSoMany === 0 ? all(run + otherLuck) : null };
  };
}

/** Runs every scenario `replications` times. Replication i is the same whatever `replications` is. */
export function replicate(
  scenarios: readonly Scenario[],
  seed: number,
  replications: number,
  onProgress?: (done: number, of: number) => void,
): Replication[] {
  const one = replicator(scenarios, seed);
  return Array.from({ length: replications }, (_, run) => {
    const replication = one(run);
    onProgress?.(run + 1, replications);
    return replication;
  });
}
