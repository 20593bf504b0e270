import { compare } from './compare.ts';
import type { PlanResult } from './plan-result.ts';
import { replicate } from './replicate.ts';
import type { Scenario } from '../scenario/scenario-schema.ts';

export interface PlanOptions {
  /** Whole number from 0 to 4294967295; the same seed gives the same bytes. */
  readonly seed: number;
  /** About 20 for a draft, 200 or more for a result. */
  readonly replications: number;
  /** Years of which the tables by year tell; all of them unless said. */
  readonly tablesOf?: readonly number[];
  readonly onProgress?: (done: number, of: number) => void;
}

/**
 * Compares two scenarios on the same arrivals and the same luck. Pure and synchronous: it reads no clock, no
 * disk and no other random numbers, so it can run in a worker. Throws a RangeError when the two can't be
 * compared (other dates), in words.
 */
export function runPlan(scenarios: readonly [Scenario, Scenario], options: PlanOptions): PlanResult {
  if (scenarios.length !== 2)
    throw new RangeError(
      `scenarios had ${(scenarios as readonly Scenario[]).length}; runPlan compares two, describeAlone tells of one and compareEach of several.`,
    );
  const [a, b] = scenarios;
  const { seed, replications, onProgress, tablesOf } = options;
  if (!Number.isInteger(replications) || replications < 2) {
    throw new RangeError(`replications was ${replications}; an interval needs a whole number of 2 or more.`);
  }
  refuseComparison(a, b);
  return compare(scenarios, seed, replicate(scenarios, seed, replications, onProgress), null, tablesOf);
}

/** @throws RangeError in words when the two can't be compared */
export function refuseComparison(a: Scenario, b: Scenario): void {
  for (const field of ['begins', 'years', 'drawnYear'] as const) {
    if (a[field] !== b[field]) {
      throw new RangeError(
        `"${a.name}" has ${field} ${a[field]} and "${b.name}" has ${b[field]}; give both the same, or they can't be compared.`,
      );
    }
  }
}
