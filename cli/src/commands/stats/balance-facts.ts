import { balanceTable } from '@throughcare/evidence';
import type { BalanceRow, DesignMatrix, Estimand } from '@throughcare/evidence';
import type { Model, Term } from './covariates.ts';
import { sayTable } from './say.ts';

type Side = 'Before' | 'After';

/** Balance of the covariates (every level of a factor) and, if given, of the score, which is called `distance`. */
export function balanceFacts(
  full: Model,
  arms: {
    readonly treated: Uint8Array;
    readonly scores?: Float64Array;
    readonly weights?: ArrayLike<number>;
  },
  estimand: Estimand,
  pairs?: readonly [ArrayLike<number>, ArrayLike<number>],
) {
  const { design, terms } = arms.scores ? withScore(full, arms.scores) : full;
  const weights = arms.weights ?? new Float64Array(design.rows).fill(1);
  const table = (by: Estimand, levelVariance: 'sample' | 'p (1 - p)'): BalanceRow[] =>
    balanceTable(design, arms.treated, weights, by, { levelVariance, ...(pairs ? { pairs } : {}) });
  const own = table(estimand, 'sample');
  const tables = {
    treated: table('ATT', 'sample'),
    control: table('ATC', 'sample'),
    pooled: table('ATE', 'sample'),
    asMatchIt: table(estimand, 'p (1 - p)'),
  };
  return terms.map((term, j) => {
    const side = (when: Side) => {
      const row = own[j];
      const [treatedMean, controlMean] = when === 'Before' ? row.before : row.after;
      return {
        treatedMean,
        controlMean,
        standardisedMeanDifference: finite(row[`standardizedMeanDifference${when}`]),
        standardisedBy: Object.fromEntries(
          Object.entries(tables).map(([by, rows]) => [
            by,
            finite(rows[j][`standardizedMeanDifference${when}`]),
          ]),
        ),
        ...(row[`varianceRatio${when}`] === undefined ? {} : { varianceRatio: row[`varianceRatio${when}`] }),
        kolmogorovSmirnov: row[`ks${when}`],
        meanDistributionDifference: row[`ecdfMean${when}`],
      };
    };
    return {
      ...term,
      before: side('Before'),
      ...(arms.weights ? { after: side('After') } : {}),
      ...(own[j].withinPairs === undefined ? {} : { withinPairs: own[j].withinPairs }),
    };
  });
}

export type BalanceFacts = ReturnType<typeof balanceFacts>;

/** What the fields of a balance row mean, for the help. */
export const BALANCE_FIELDS =
  'a row for each covariate, level and score (distance): {term, column, level, before, after}; each side is {treatedMean, controlMean, standardisedMeanDifference, standardisedBy: {treated, control, pooled, asMatchIt}, varianceRatio (not of levels), kolmogorovSmirnov, meanDistributionDifference}. The standard deviation is unweighted, before and after: the treated’s for ATT, the control’s for ATC, else the root of the mean of both variances; asMatchIt takes p(1-p) as the variance of a level';

/** No spread in either arm and other means: no number says how far apart that is. */
function finite(value: number): number | string {
  return Math.abs(value) === Number.MAX_VALUE ? 'infinite' : value;
}

function withScore({ design, terms }: Model, scores: Float64Array): { design: DesignMatrix; terms: Term[] } {
  const columns = design.columns + 1;
  const values = new Float64Array(design.rows * columns);
  for (let i = 0; i < design.rows; i++) {
    values[i * columns] = 1;
    values[i * columns + 1] = scores[i];
    for (let j = 1; j < design.columns; j++)
      values[i * columns + j + 1] = design.values[i * design.columns + j];
  }
  return {
    design: {
      rows: design.rows,
      columns,
      values,
      names: ['(intercept)', 'distance', ...design.names.slice(1)],
    },
    terms: [{ term: 'distance', column: 'distance' }, ...terms],
  };
}

export function sayBalance(rows: BalanceFacts): string[] {
  const hasAfter = rows.some(({ after }) => after !== undefined);
  return sayTable(
    [
      'covariate',
      'treated',
      'control',
      'difference in SDs',
      'KS',
      ...(hasAfter ? ['after: treated', 'control', 'difference in SDs', 'KS'] : []),
    ],
    rows.map(({ term, before, after }) => [
      term,
      before.treatedMean,
      before.controlMean,
      before.standardisedMeanDifference,
      before.kolmogorovSmirnov,
      ...(after
        ? [after.treatedMean, after.controlMean, after.standardisedMeanDifference, after.kolmogorovSmirnov]
        : []),
    ]),
  );
}
