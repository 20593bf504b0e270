import { crossingsOf } from './break-even.ts';
import type { BreakEven, Crossings, NoBreakEven } from './break-even.ts';
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
  const breakEven: BreakEven[] = [];
  const noBreakEven: NoBreakEven[] = [];
  for (const [parameter, values] of Object.entries(draws)) {
    const { unit, label } = scenarios.find(one => Object.hasOwn(one.parameters, parameter))!.parameters[
      parameter
    ];
    const own = values.map(value => value / units[unit].size);
    const crossings = crossingsOf(own, differences, Object.keys(draws).length);
    const why = whyNone(crossings, label, unit);
    const { at, interval } = crossings;
    if (why !== null) noBreakEven.push({ parameter, why });
    else if (interval !== null) breakEven.push({ parameter, at: at[0], low: interval[0], high: interval[1] });
  }
  return {
    measure,
    precision: precisionOf(first, second, Object.keys(draws).length > 0),
    toldApart: tellApart(pairs),
    shares: varianceShares(draws, differences),
    breakEven,
    noBreakEven,
  };
}

/**
 * Why no one value is given though the runs come out even where it was drawn. Null where one is, and where the runs have nothing to
 * say of it.
 */
function whyNone({ at, follows, interval }: Crossings, label: string, unit: string): string | null {
  const said = (value: number): string => value.toLocaleString('en-GB', { maximumSignificantDigits: 2 });
  const none = `No break-even is given for "${label}": `;
  const search = 'Search for it by running both plans at one value after another (plan even).';
  if (at.length === 0) return null;
  if (at.length > 1)
    return `${none}both come out even at ${at.length} values of it, near ${at.map(said).join(' and ')} ${unit}. ${search}`;
  if (!follows)
    return `${none}the runs bend more than a simple curve can follow, so where near ${said(at[0])} ${unit} it lies they cannot tell. ${search}`;
  const [low, high] = interval!;
  if (!Number.isFinite(low) || !Number.isFinite(high))
    return `${none}its interval reaches far beyond what was drawn, so the runs cannot tell where it lies. ${search}`;
  const [least, most] = possible(unit);
  if (low >= least && high <= most) return null;
  const bound = low < least ? `below ${least}` : `above ${most}`;
  return `${none}its interval, ${said(low)} to ${said(high)}, holds numbers ${bound}, which are impossible in ${unit}, so the runs cannot tell where it lies.`;
}

/** The numbers that a scenario may hold in this unit. */
function possible(unit: string): readonly [number, number] {
  const { dimension } = units[unit];
  if (dimension === 'growth') return [-100, Infinity];
  return [0, dimension === 'share' ? 100 : Infinity];
}
