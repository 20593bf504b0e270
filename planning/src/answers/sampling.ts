import { breakEven } from './break-even.ts';
import type { BreakEven, NoBreakEven } from './break-even.ts';
import { drawsOf } from './draws.ts';
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
  /** Null when some run has no such figure: nobody got a place, or it was stopped. */
  readonly precision: Precision | null;
  readonly toldApart: ToldApart | null;
  /** Which assumption decides it: the greatest share first. */
  readonly shares: readonly VarianceShare[];
  /** What one assumption would have to be for both to come out even, in its own unit; where the runs can tell. */
  readonly breakEven: readonly BreakEven[];
  /** For which it can't be given though the line crosses, and why. */
  readonly noBreakEven: readonly NoBreakEven[];
}

/** Reads from the runs how well they know the difference on one measure. */
export function samplingOf(
  measure: Difference['measure'],
  scenarios: readonly Scenario[],
  used: readonly ReadonlySet<string>[],
  replications: readonly Replication[],
): Sampling {
  const [first, second] = [0, 1].map(at => replications.map(({ outcomes }) => outcomes[at][measure]));
  const isStopped = replications.some(({ outcomes }) => outcomes.some(({ stopped }) => stopped !== null));
  if (isStopped || ![...first, ...second].every(Number.isFinite))
    return { measure, precision: null, toldApart: null, shares: [], breakEven: [], noBreakEven: [] };
  const pairs = replications.flatMap(({ outcomes, again }): [number, number][] => {
    if (again === null) return [];
    const [one, other] = [outcomes, again].map(([a, b]) => a[measure] - b[measure]);
    return Number.isFinite(other) && again.every(({ stopped }) => stopped === null) ? [[one, other]] : [];
  });
  const draws = drawsOf(scenarios, used, replications);
  const differences = first.map((value, i) => value - second[i]);
  const breakEvens = Object.entries(draws).flatMap(([parameter, values]) => {
    const { unit, label } = scenarios.find(one => Object.hasOwn(one.parameters, parameter))!.parameters[
      parameter
    ];
    const own = values.map(value => value / units[unit].size);
    const found = breakEven(parameter, own, differences, Object.keys(draws).length);
    return found === undefined ? [] : [{ found, why: whyImpossible(found, label, unit) }];
  });
  return {
    measure,
    precision: precisionOf(first, second),
    toldApart: tellApart(pairs),
    shares: varianceShares(draws, differences),
    breakEven: breakEvens.flatMap(({ found, why }) => (why === null ? [found] : [])),
    noBreakEven: breakEvens.flatMap(({ found, why }) =>
      why === null ? [] : [{ parameter: found.parameter, why }],
    ),
  };
}

/** Why an interval can't be that of the assumption: it holds numbers that its unit can't have. Null where it can. */
function whyImpossible({ low, high }: BreakEven, label: string, unit: string): string | null {
  const [least, most] = possible(unit);
  if (low >= least && high <= most) return null;
  const [from, to] = [low, high].map(end => end.toLocaleString('en-GB', { maximumSignificantDigits: 2 }));
  const bound = low < least ? `below ${least}` : `above ${most}`;
  return `No break-even is given for "${label}": its interval, ${from} to ${to}, holds numbers ${bound}, which are impossible in ${unit}, so the runs cannot tell where it lies.`;
}

/** The numbers that a scenario may hold in this unit. */
function possible(unit: string): readonly [number, number] {
  const { dimension } = units[unit];
  if (dimension === 'growth') return [-100, Infinity];
  return [0, dimension === 'share' ? 100 : Infinity];
}
