import type { Difference } from './plan-result.ts';
import { precisionOf } from './precision.ts';
import type { Precision } from './precision.ts';
import type { Replication } from './replicate.ts';
import { tellApart } from './told-apart.ts';
import type { ToldApart } from './told-apart.ts';
import { varianceShares } from './variance-shares.ts';
import type { VarianceShare } from './variance-shares.ts';
import type { Scenario } from '../scenario/scenario-schema.ts';

/** How well the runs know one difference, and what its spread is made of. */
export interface Sampling {
  readonly measure: Difference['measure'];
  /** Null when some run has no such figure (nobody got a place). */
  readonly precision: Precision | null;
  readonly toldApart: ToldApart | null;
  /** Which assumption decides it: the greatest share first. */
  readonly shares: readonly VarianceShare[];
}

/** Reads from the runs how well they know the difference on one measure. */
export function samplingOf(
  measure: Difference['measure'],
  scenarios: readonly Scenario[],
  used: readonly ReadonlySet<string>[],
  replications: readonly Replication[],
): Sampling {
  const [first, second] = [0, 1].map(at => replications.map(({ outcomes }) => outcomes[at][measure]));
  if ([...first, ...second].some(Number.isNaN))
    return { measure, precision: null, toldApart: null, shares: [] };
  const pairs = replications.flatMap(({ outcomes, again }): [number, number][] => {
    if (again === null) return [];
    const [one, other] = [outcomes, again].map(([a, b]) => a[measure] - b[measure]);
    return Number.isNaN(other) ? [] : [[one, other]];
  });
  return {
    measure,
    precision: precisionOf(first, second),
    toldApart: tellApart(pairs),
    shares: varianceShares(
      drawsOf(scenarios, used, replications),
      first.map((value, i) => value - second[i]),
    ),
  };
}

/** What each assumption that varies was in every run; of two scenarios that disagree, in the first that varies. */
function drawsOf(
  scenarios: readonly Scenario[],
  used: readonly ReadonlySet<string>[],
  replications: readonly Replication[],
): Record<string, number[]> {
  const draws: Record<string, number[]> = {};
  scenarios.forEach((scenario, i) => {
    for (const name of used[i]) {
      if (name in draws || scenario.parameters[name].value !== undefined) continue;
      draws[name] = replications.map(({ values }) => values[i][name]);
    }
  });
  return draws;
}
