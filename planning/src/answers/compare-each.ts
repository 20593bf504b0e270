import type { Backtest } from '../calibration/backtest.ts';
import type { Scenario } from '../scenario/scenario-schema.ts';
import { compare } from './compare.ts';
import { everyYear } from './every-year.ts';
import type { PlanResult } from './plan-result.ts';
import type { Replication } from './replicate.ts';

/**
 * Each of the other scenarios compared with the first, out of the same replications: all of them met the same arrivals,
 * the same luck and the same drawn numbers, so the differences can be held against each other too. `tablesOf` as for `compare`.
 */
export function compareEach(
  [first, ...others]: readonly Scenario[],
  seed: number,
  replications: readonly Replication[],
  backtest: Backtest | null = null,
  tablesOf: readonly number[] = everyYear(first),
): PlanResult[] {
  return others.map((other, i) =>
    compare(
      [first, other],
      seed,
      replications.map(({ values, outcomes, again }) => ({
        values: [values[0], values[i + 1]],
        outcomes: [outcomes[0], outcomes[i + 1]],
        again: again === null ? null : [again[0], again[i + 1]],
      })),
      backtest,
      tablesOf,
    ),
  );
}
