import { breakEven } from './break-even.ts';
import type { BreakEven } from './break-even.ts';
import type { Difference } from './plan-result.ts';
import { precisionOf } from './precision.ts';
import type { Precision } from './precision.ts';
import type { Replication } from './replicate.ts';
import { tellApart } from './told-apart.ts';
import type { ToldApart } from './told-apart.ts';
import { varianceShares } from './variance-shares.ts';
import type { VarianceShare } from './variance-shares.ts';
import type { Scenario } from '../scenario/scenario-schema.ts';
import { units } from '../scenario/unit.ts';

/** How well the runs know one difference, and what its spread is made of. */
export interface Sampling {
  readonly measure: Difference['measure'];
  /** Null when some run has no such figure (nobody got a place). */
  readonly precision: Precision | null;
  readonly toldApart: ToldApart | null;
  /** Which assumption decides it: the greatest share first. */
  readonly shares: readonly VarianceShare[];
  /** What one assumption would have to be for both to come out even, in its own unit; where the runs can tell. */
  readonly breakEven: readonly BreakEven[];
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
    return { measure, precision: null, toldApart: null, shares: [], breakEven: [] };
  const pairs = replications.flatMap(({ outcomes, again }): [number, number][] => {
    if (again === null) return [];
    const [one, other] = [outcomes, again].map(([a, b]) => a[measure] - b[measure]);
    return Number.isNaN(other) ? [] : [[one, other]];
  });
  const draws = drawsOf(scenarios, used, replications);
  const differences = first.map((value, i) => value - second[i]);
  return {
    measure,
    precision: precisionOf(first, second),
    toldApart: tellApart(pairs),
    shares: varianceShares(draws, differences),
    breakEven: Object.entries(draws).flatMap(([parameter, values]) => {
      const { size } = units[scenarios.find(one => parameter in one.parameters)!.parameters[parameter].unit];
      const own = values.map(value => value / size);
      return breakEven(parameter, own, differences) ?? [];
    }),
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
