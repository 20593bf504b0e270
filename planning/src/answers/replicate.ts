import { drawValues, luckNumbers, stageOrder } from '../scenario/compile.ts';
import type { Values } from '../scenario/compile.ts';
import { outcomeOf } from './outcome.ts';
import type { Outcome } from './outcome.ts';
import type { Scenario } from '../scenario/scenario-schema.ts';

/** One replication: the numbers drawn for each scenario, and what came of them on the same luck. */
export interface Replication {
  readonly values: readonly Values[];
  readonly outcomes: readonly Outcome[];
}

/**
 * Runs every scenario `replications` times. Each replication draws its own numbers from the scenarios'
 * distributions (what we don't know) and its own luck (chance); both are shared by the scenarios, so their
 * difference is not blurred by either. Replication i is the same whatever `replications` is.
 */
export function replicate(
  scenarios: readonly Scenario[],
  seed: number,
  replications: number,
  onProgress?: (done: number, of: number) => void,
): Replication[] {
  const luck = luckNumbers(scenarios);
  const orders = scenarios.map(stageOrder);
  return Array.from({ length: replications }, (_, run) => {
    const values = scenarios.map(scenario => drawValues(scenario, seed, run));
    const outcomes = scenarios.map((scenario, i) =>
      outcomeOf(scenario, orders[i], values[i], luck, seed, run),
    );
    onProgress?.(run + 1, replications);
    return { values, outcomes };
  });
}
