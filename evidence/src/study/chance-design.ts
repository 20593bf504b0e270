import { balanceTable, worstImbalance } from '../balance.ts';
import { fitPropensity } from '../propensity.ts';
import { chanceColumns, isChanceDesign } from '../protocol/chance-schema.ts';
import type { ChanceSpec } from '../protocol/chance-schema.ts';
import type { Protocol } from '../protocol/read.ts';
import { valuesOf } from '../extract/columns.ts';
import { columnNamed } from '../extract/where.ts';
import { StudyRefusal } from '../refusal.ts';
import { isNear } from './chance-ground.ts';
import type { ChanceGround } from './chance-ground.ts';
import { knownByDesign } from './chance-known.ts';
import type { ChanceKnown } from './chance-known.ts';
import { chancePeople } from './chance-people.ts';
import type { ChancePeople } from './chance-people.ts';
import type { Cohort } from './cohort.ts';
import type { Covariates } from './covariates.ts';
import { matrixOf } from './covariates.ts';
import { overlapOf } from './overlap.ts';
import type { PairDesign } from './pair-design.ts';

/** A pair under a design that uses chance, before any outcome. */
export interface ChanceDesign {
  readonly spec: ChanceSpec;
  readonly known: ChanceKnown;
  readonly people: ChancePeople;
}

/**
 * A pair of arms between which chance decided. Nobody is weighted: everybody counts once, of a discontinuity those
 * near the date.
 *
 * @throws StudyRefusal where the file cannot bear the design
 */
export function designChancePair(
  protocol: Protocol,
  spec: ChanceSpec,
  cohort: Cohort,
  covariates: Covariates,
  [first, second]: readonly [string, string],
): PairDesign {
  const codes = [cohort.armNames.indexOf(first), cohort.armNames.indexOf(second)];
  const members = Int32Array.from(cohort.arm.keys()).filter(i => codes.includes(cohort.arm[i]));
  const treated = Uint8Array.from(members, i => (cohort.arm[i] === codes[0] ? 1 : 0));
  const inFirst = treated.reduce((total, own) => total + own, 0);
  const n = [inFirst, members.length - inFirst] as const;
  if (n[0] === 0 || n[1] === 0) {
    throw new StudyRefusal(
      `Everybody is in one of the two groups ${first} and ${second}; the design needs people in both. Nothing was estimated.`,
    );
  }
  const people = chancePeople(spec, cohort, covariates, members, treated);
  const known = refusingInWords(() => knownByDesign(spec, people));
  const weights = weightsOf(spec, people.ground, members.length);
  const counted = [0, 0];
  weights.forEach((weight, i) => (counted[treated[i]] += weight));
  // No chance of being in an arm is modelled: it is the same for everybody, the first arm's share.
  const everybody = {
    rows: members.length,
    columns: 1,
    values: new Float64Array(members.length).fill(1),
    names: ['(intercept)'],
  };
  const weighted = {
    rows: Int32Array.from(members.keys()),
    treated,
    design: everybody,
    propensity: fitPropensity(everybody, treated),
    balancing: { weights, slopes: new Float64Array(members.length) },
    effective: [counted[1], counted[0]] as const,
  };
  const balance = balanceTable(matrixOf(covariates, members, 'balance'), treated, weights, protocol.estimand);
  const leftOut = {
    why: 'too far from the date, or too near',
    first: n[0] - counted[1],
    second: n[1] - counted[0],
  };
  return {
    first,
    second,
    estimand: protocol.estimand,
    n,
    noCounterpart: [],
    comparison: {
      possible: true,
      members,
      weighted,
      matched: undefined,
      leftOut: leftOut.first + leftOut.second === 0 ? [] : [leftOut],
      notes: [],
      balance,
      worstImbalance: worstImbalance(balance),
      overlap: overlapOf(weighted),
      dependent: [],
    },
    chance: { spec, known, people },
  };
}

function weightsOf(spec: ChanceSpec, ground: ChanceGround, people: number): Float64Array {
  if (spec.by !== 'discontinuity' || ground.by !== 'discontinuity') return new Float64Array(people).fill(1);
  return Float64Array.from(ground.daysSince, day => (isNear(spec, day) ? 1 : 0));
}

function refusingInWords<T>(make: () => T): T {
  try {
    return make();
  } catch (error) {
    if (error instanceof RangeError)
      throw new StudyRefusal(
        `This design cannot be had from these people: ${error.message} Nothing was estimated.`,
      );
    throw error;
  }
}

/** Where chance put everybody, as the columns have it: what the lock's hash must hold beside arms and covariates. */
export function placedByChance(protocol: Protocol, cohort: Cohort): (string | Int32Array | Float64Array)[] {
  const { design } = protocol;
  if (!isChanceDesign(design)) return [];
  return chanceColumns(design).flatMap(name => {
    const column = columnNamed(cohort.table.columns, name);
    const values = valuesOf(column);
    if (column.kind === 'category')
      return [name, Array.from(cohort.rows, row => column.levels[values[row]]).join('\n')];
    return [name, Float64Array.from(cohort.rows, row => values[row])];
  });
}
