import { balanceTable, effectiveSampleSize, worstImbalance } from '@throughcare/evidence';
import type { BalanceRow, Estimand } from '@throughcare/evidence';
import type { Call } from './call.ts';
import { modelOf } from './covariates.ts';
import type { Data } from './data.ts';
import { sayNumber, sayTable } from './say.ts';

/** How alike two arms are, as data and as lines. */
export interface BalanceFacts {
  readonly facts: {
    readonly balance: readonly unknown[];
    readonly worstStandardizedMeanDifference: number;
    readonly effectiveSampleSizes: { readonly treated: number; readonly control: number };
  };
  readonly lines: readonly string[];
}

/** Balance of every covariate (every level of a factor) before and after weighting. */
export function balanceFacts(
  call: Call,
  data: Data,
  treated: Uint8Array,
  weights: Float64Array,
  estimand: Estimand,
  pairs?: readonly [Int32Array, Int32Array],
): BalanceFacts {
  const { design, terms } = modelOf(data, call.columns('covariates'), call.columns('factor'), true);
  const table = balanceTable(design, treated, weights, estimand, { ...(pairs && { pairs }) });
  const rows = table.map((row, k) => rowFacts(row, terms[k]));
  const effective = {
    treated: effectiveSampleSize(weights, treated, 1),
    control: effectiveSampleSize(weights, treated, 0),
  };
  return {
    facts: {
      balance: rows,
      worstStandardizedMeanDifference: worstImbalance(table),
      effectiveSampleSizes: effective,
    },
    lines: [
      `effective sample sizes: treated ${sayNumber(effective.treated)}, control ${sayNumber(effective.control)}`,
      ...sayTable(
        ['covariate', 'SMD before', 'SMD after', 'variance ratio', 'KS before', 'KS after'],
        table.map(row => [
          row.covariate,
          row.standardizedMeanDifferenceBefore,
          row.standardizedMeanDifferenceAfter,
          row.varianceRatioAfter === undefined ? '' : sayNumber(row.varianceRatioAfter),
          row.ksBefore,
          row.ksAfter,
        ]),
      ),
    ],
  };
}

/** Where a covariate has no spread its difference is without bounds; null then, and for what does not exist. */
function rowFacts(row: BalanceRow, term: object) {
  const known = (value: number | undefined): number | null =>
    value === undefined || Math.abs(value) > 1e300 ? null : value;
  return {
    ...term,
    meansBefore: { treated: row.before[0], control: row.before[1] },
    meansAfter: { treated: row.after[0], control: row.after[1] },
    standardizedMeanDifferenceBefore: known(row.standardizedMeanDifferenceBefore),
    standardizedMeanDifferenceAfter: known(row.standardizedMeanDifferenceAfter),
    varianceRatioBefore: known(row.varianceRatioBefore),
    varianceRatioAfter: known(row.varianceRatioAfter),
    ksBefore: row.ksBefore,
    ksAfter: row.ksAfter,
    ecdfMeanBefore: row.ecdfMeanBefore,
    ecdfMeanAfter: row.ecdfMeanAfter,
    withinPairs: known(row.withinPairs),
  };
}
