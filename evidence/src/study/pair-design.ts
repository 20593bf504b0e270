import type { Estimand } from '../weight.ts';
import type { WeightedPair } from '../compare.ts';
import { balanceTable, worstImbalance } from '../balance.ts';
import type { BalanceRow } from '../balance.ts';
import type { Matched } from '../match/matched.ts';
import type { Protocol } from '../protocol/read.ts';
import { isChanceDesign } from '../protocol/chance-schema.ts';
import { StudyRefusal } from '../refusal.ts';
import { designChancePair } from './chance-design.ts';
import type { ChanceDesign } from './chance-design.ts';
import type { Cohort } from './cohort.ts';
import { constantColumns, matrixOf } from './covariates.ts';
import type { Covariates } from './covariates.ts';
import { personNames } from './person-names.ts';
import { overlapOf } from './overlap.ts';
import type { Overlap } from './overlap.ts';
import { commonSupport } from './support.ts';
import type { NoCounterpart } from './support.ts';
import { weigh } from './weigh.ts';
import type { WeighedPair } from './weigh.ts';

/** Two arms made alike, before anybody looks at an outcome. */
export interface ComparablePair {
  readonly possible: true;
  /** Index of each person compared in the cohort. */
  readonly members: Int32Array;
  /** Arm, propensity and weight of each of them; a weight of 0 for those whom the design leaves out. */
  readonly weighted: WeightedPair;
  readonly matched: Matched | undefined;
  readonly leftOut: WeighedPair['leftOut'];
  readonly notes: readonly string[];
  readonly balance: readonly BalanceRow[];
  readonly worstImbalance: number;
  readonly overlap: Overlap;
  /** Covariate columns left out because they follow from others, or are the same for everybody. */
  readonly dependent: readonly string[];
}

/** What can be said of a pair of arms before anybody looks at an outcome. */
export interface PairDesign {
  readonly first: string;
  readonly second: string;
  readonly estimand: Estimand;
  readonly n: readonly [number, number];
  readonly noCounterpart: readonly NoCounterpart[];
  readonly comparison: ComparablePair | { readonly possible: false; readonly because: string };
  /** Where the design uses what chance did. */
  readonly chance?: ChanceDesign;
}

/** Common support, propensity, weights, balance and overlap of one pair. */
export function designPair(
  protocol: Protocol,
  cohort: Cohort,
  covariates: Covariates,
  [first, second]: readonly [string, string],
): PairDesign {
  const { estimand, design } = protocol;
  if (isChanceDesign(design)) return designChancePair(protocol, design, cohort, covariates, [first, second]);
  const codes = [cohort.armNames.indexOf(first), cohort.armNames.indexOf(second)] as const;
  const { members, removed } = commonSupport(cohort, covariates, ...codes);
  const treated = new Uint8Array(members.length).map((_, i) => (cohort.arm[members[i]] === codes[0] ? 1 : 0));
  const inFirst = treated.reduce((total, own) => total + own, 0);
  const n = [inFirst, members.length - inFirst] as const;
  const pair = { first, second, estimand, n, noCounterpart: removed };
  const impossible = (because: string): PairDesign => ({ ...pair, comparison: { possible: false, because } });
  if (n[0] === 0 || n[1] === 0) {
    return impossible(
      `Nobody in one of the two arms has a counterpart in the other: ${first} and ${second} are never alike in everything recorded.`,
    );
  }
  const own = matrixOf(covariates, members, 'propensity');
  let weighed: WeighedPair;
  try {
    weighed = weigh(
      {
        design: own,
        treated,
        names: () => personNames(cohort, covariates, members),
        strata: strataOf(protocol, covariates, members),
      },
      design,
      estimand,
    );
  } catch (error) {
    // Estimators refuse in sentences: nobody to match, nothing left after trimming, no weights that balance.
    if (error instanceof RangeError) return impossible(error.message);
    throw error;
  }
  const { weighted, matched } = weighed;
  if (weighted.propensity.separated.length > 0) {
    const names = weighted.propensity.separated.map(j => own.names[j]).join(', ');
    return impossible(
      `The covariates tell the two arms apart without error (${names}). Merge levels, or leave these people out by an eligibility rule.`,
    );
  }
  const full = matrixOf(covariates, members, 'balance');
  const pairs = matched?.pairs;
  const balance = balanceTable(full, treated, weighted.balancing.weights, estimand, pairs && { pairs });
  const constant = constantColumns(covariates, members).map(name => `${name} (the same for everybody)`);
  const dependent = weighted.propensity.dependent.map(j => own.names[j]);
  return {
    ...pair,
    comparison: {
      possible: true,
      members,
      weighted,
      matched,
      leftOut: weighed.leftOut,
      notes: weighed.notes,
      balance,
      worstImbalance: worstImbalance(balance),
      overlap: overlapOf(weighted),
      dependent: [
        ...dependent.filter(name => !constant.some(said => said.startsWith(`${name} (`))),
        ...constant,
      ],
    },
  };
}

/** The number of each member's combination of the columns that must be matched exactly. */
function strataOf(protocol: Protocol, covariates: Covariates, members: Int32Array): Float64Array | undefined {
  const { design } = protocol;
  if (design.by !== 'matching' || design.exact.length === 0) return undefined;
  const columns = design.exact.map(name => {
    const covariate = covariates.columns.find(({ column }) => column === name);
    if (covariate === undefined) throw new StudyRefusal(`${name} is no covariate of this study.`);
    return covariate.kind === 'category' ? covariate.codes : covariate.values;
  });
  const numbers = new Map<string, number>();
  return Float64Array.from(members, i => {
    const key = columns.map(values => values[i]).join('|');
    const known = numbers.get(key);
    if (known !== undefined) return known;
    numbers.set(key, numbers.size);
    return numbers.size - 1;
  });
}
