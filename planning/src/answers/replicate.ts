import { luckNumbers, stageOrder } from '../scenario/compile.ts';
import { drawValues } from '../scenario/compile/values.ts';
import type { Values } from '../scenario/compile/values.ts';
import type { Watch } from '../engine/run-network.ts';
import { columnsOf } from './figures/figures.ts';
import { outcomeOf } from './outcome.ts';
import type { Asked, Measures, Outcome } from './outcome.ts';
import type { Scenario } from '../scenario/scenario-schema.ts';

/** One replication: the numbers drawn for each scenario, and what came of them on the same luck. */
export interface Replication {
  readonly values: readonly Values[];
  readonly outcomes: readonly Outcome[];
  /** The same numbers with other luck, in every fourth replication: what differs is chance alone. */
  readonly again: readonly Measures[] | null;
}

const oneInSoMany = 4;
/** Keys the other luck: above any replication's own number. */
const otherLuck = 0x80000000;

/** Replication number `run`, which is the same on any thread and whatever else is run. */
export type ReplicateOne = (run: number) => Replication;

/**
 * Each replication draws its own numbers from the scenarios' distributions (what we don't know) and its own luck
 * (chance); both are shared by the scenarios, so their difference is not blurred by either.
 * Figures over all years leave `warmUp` of them out at the beginning. `watch` may end a run on its way.
 */
export function replicator(
  scenarios: readonly Scenario[],
  seed: number,
  warmUp = 0,
  watch?: Watch,
): ReplicateOne {
  for (const { name, years } of scenarios) {
    if (!Number.isInteger(warmUp) || warmUp < 0 || warmUp >= years) {
      throw new RangeError(
        `The warm-up was ${warmUp} years and "${name}" has ${years}; a whole number below that is needed.`,
      );
    }
  }
  const luck = luckNumbers(scenarios);
  const asked = scenarios.map((scenario): Asked => {
    const order = stageOrder(scenario);
    return { scenario, order, columns: columnsOf(scenario, order), warmUp };
  });
  return run => {
    const values = scenarios.map(scenario => drawValues(scenario, seed, run));
    const all = (luckRun: number): Outcome[] =>
      asked.map((each, i) => outcomeOf(each, values[i], luck, seed, luckRun, watch));
    const again = run % oneInSoMany === 0 ? all(run + otherLuck).map(measuresOf) : null;
    return { values, outcomes: all(run), again };
  };
}

const measuresOf = ({ wait, cost, detectedReoffences, stopped }: Outcome): Measures => ({
  wait,
  cost,
  detectedReoffences,
  stopped,
});

/** Runs every scenario `replications` times. Replication i is the same whatever `replications` is. */
export function replicate(
  scenarios: readonly Scenario[],
  seed: number,
  replications: number,
  onProgress?: (done: number, of: number) => void,
  warmUp = 0,
): Replication[] {
  const one = replicator(scenarios, seed, warmUp);
  return Array.from({ length: replications }, (_, run) => {
    const replication = one(run);
    onProgress?.(run + 1, replications);
    return replication;
  });
}
