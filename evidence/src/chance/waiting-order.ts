import { chiSquareUpper, cholesky, choleskySolve } from '@throughcare/numerics';
import { takeRows } from '../design-matrix.ts';
import { robustCovariance } from '../regression/least-squares-covariance.ts';
import { leastSquares } from '../regression/least-squares.ts';
import type { AssumptionCheck } from './chance-effect.ts';
import type { WaitingListData } from './waiting-list.ts';

/**
 * Whether the days that people waited for their place go with their covariates, all taken together (Wald test, HC1):
 * a list that is kept in order takes no notice of them.
 */
export function orderTakesNoNotice({ startedAfter, covariates }: WaitingListData): AssumptionCheck {
  const assumption = 'The order of the list has nothing to do with who people are.';
  const started = Int32Array.from({ length: startedAfter.length }, (_, i) => i).filter(
    i => !Number.isNaN(startedAfter[i]),
  );
  const tested = (covariates?.columns ?? 1) - 1;
  if (covariates === undefined || tested < 1 || started.length < 10 * (tested + 1)) {
    return {
      assumption,
      verdict: 'cannot be checked',
      finding: `${started.length} people started, with ${tested} covariates: too few to see whether the order goes with them.`,
      values: { started: started.length, tested },
    };
  }
  const design = takeRows(covariates, started);
  const fit = leastSquares(
    design,
    Float64Array.from(started, i => startedAfter[i]),
  );
  const whole = robustCovariance(fit, 'HC1');
  const own = new Float64Array(tested * tested);
  for (let j = 0; j < tested; j++) {
    for (let k = 0; k < tested; k++) own[j * tested + k] = whole[(j + 1) * design.columns + k + 1];
  }
  const slopes = fit.coefficients.slice(1);
  const factor = cholesky(own, tested);
  const solved = choleskySolve(factor, slopes);
  const statistic = slopes.reduce((total, value, j) => total + value * solved[j], 0);
  const df = tested - factor.dependent.length;
  const p = df === 0 ? 1 : chiSquareUpper(statistic, df);
  const doubtful = p < 0.05;
  return {
    assumption,
    verdict: doubtful ? 'in doubt' : 'nothing against it',
    finding: doubtful
      ? `How long people waited goes with their covariates (chi-square ${statistic.toFixed(1)} on ${df}, p ${p.toFixed(3)}): compare within strata of them.`
      : `How long people waited does not go with their covariates (chi-square ${statistic.toFixed(1)} on ${df}, p ${p.toFixed(2)}).`,
    values: { statistic, df, p },
  };
}
