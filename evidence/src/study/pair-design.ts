import type { Estimand } from '../weight.ts';
import { takeRows } from '../design-matrix.ts';
import type { DesignMatrix } from '../design-matrix.ts';
import { weighPair } from '../compare.ts';
import type { WeightedPair } from '../compare.ts';
import type { Propensity } from '../propensity.ts';
import { balanceTable, worstImbalance } from '../balance.ts';
import type { BalanceRow } from '../balance.ts';
import type { Cohort } from './cohort.ts';
import type { Covariates } from './covariates.ts';
import { commonSupport } from './support.ts';
import type { NoCounterpart } from './support.ts';

/** How the propensity scores of the two arms lie over one another. */
export interface Overlap {
  /** Twenty bins of equal width from 0 to 1: people of the first and of the second arm. */
  readonly first: readonly number[];
  readonly second: readonly number[];
  readonly range: { readonly first: readonly [number, number]; readonly second: readonly [number, number] };
}

/** What can be said of a pair of arms before anybody looks at an outcome. */
export interface PairDesign {
  readonly first: string;
  readonly second: string;
  readonly estimand: Estimand;
  readonly n: readonly [number, number];
  readonly noCounterpart: readonly NoCounterpart[];
  readonly comparison:
    | {
        readonly possible: true;
        /** Index of each person compared in the cohort. */
        readonly members: Int32Array;
        readonly weighted: WeightedPair;
        readonly balance: readonly BalanceRow[];
        readonly worstImbalance: number;
        readonly overlap: Overlap;
        /** Covariate columns left out because they follow from others. */
        readonly dependent: readonly string[];
      }
    | { readonly possible: false; readonly because: string };
}

/** Propensity, weights, balance and overlap of one pair. */
export function designPair(
  cohort: Cohort,
  covariates: Covariates,
  [first, second]: readonly [string, string],
  estimand: Estimand,
): PairDesign {
  const codes = [cohort.armNames.indexOf(first), cohort.armNames.indexOf(second)] as const;
  const { members, removed } = commonSupport(cohort, covariates, ...codes);
  const arm = Uint8Array.from(members, i => cohort.arm[i]);
  const n = [count(arm, codes[0]), count(arm, codes[1])] as const;
  const pair = { first, second, estimand, n, noCounterpart: removed };
  if (n[0] === 0 || n[1] === 0) {
    const because = `Nobody in one of the two arms has a counterpart in the other: ${first} and ${second} are never alike in everything recorded.`;
    return { ...pair, comparison: { possible: false, because } };
  }
  const own = takeRows(covariates.design, members);
  const weighted = weighPair(own, arm, ...codes, estimand);
  if (weighted.propensity.separated.length > 0) {
    const names = weighted.propensity.separated.map(j => covariates.design.names[j]).join(', ');
    const because = `The covariates tell the two arms apart without error (${names}). Merge levels, or leave these people out by an eligibility rule.`;
    return { ...pair, comparison: { possible: false, because } };
  }
  const full = usedColumns(takeRows(covariates.full, members));
  const balance = balanceTable(full, weighted.treated, weighted.balancing.weights, estimand);
  return {
    ...pair,
    comparison: {
      possible: true,
      members,
      weighted,
      balance,
      worstImbalance: worstImbalance(balance),
      overlap: overlapOf(weighted),
      dependent: droppedNames(own, weighted.propensity),
    },
  };
}

/** Dependent columns that somebody of this pair has; a level that nobody has is no news. */
function droppedNames(design: DesignMatrix, propensity: Propensity): string[] {
  return propensity.dependent.filter(j => columnIsUsed(design, j)).map(j => design.names[j]);
}

function usedColumns(matrix: DesignMatrix): DesignMatrix {
  const used = matrix.names.map((_, j) => j).filter(j => columnIsUsed(matrix, j));
  const values = new Float64Array(matrix.rows * used.length);
  for (let i = 0; i < matrix.rows; i++) {
    used.forEach((j, k) => {
      values[i * used.length + k] = matrix.values[i * matrix.columns + j];
    });
  }
  return { rows: matrix.rows, columns: used.length, values, names: used.map(j => matrix.names[j]) };
}

function columnIsUsed({ values, rows, columns }: DesignMatrix, j: number): boolean {
  for (let i = 0; i < rows; i++) if (values[i * columns + j] !== 0) return true;
  return false;
}

const BINS = 20;

function overlapOf({ propensity: { scores }, treated }: WeightedPair): Overlap {
  const bins = [0, 1].map(() => Array.from({ length: BINS }, () => 0));
  const range: [number, number][] = [
    [1, 0],
    [1, 0],
  ];
  scores.forEach((score, i) => {
    const side = treated[i] === 1 ? 0 : 1;
    bins[side][Math.min(BINS - 1, Math.floor(score * BINS))]++;
    range[side][0] = Math.min(range[side][0], score);
    range[side][1] = Math.max(range[side][1], score);
  });
  return { first: bins[0], second: bins[1], range: { first: range[0], second: range[1] } };
}

function count(arm: Uint8Array, code: number): number {
  return arm.reduce((total, value) => total + (value === code ? 1 : 0), 0);
}
