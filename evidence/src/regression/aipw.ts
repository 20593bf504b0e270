import { dot, matrixTimes, sum } from '@throughcare/numerics';
import { takeRows } from '../design-matrix.ts';
import type { DesignMatrix } from '../design-matrix.ts';
import { figuresOf } from '../effect/figure.ts';
import type { Figures } from '../effect/figure.ts';
import { fitPropensity } from '../propensity.ts';
import type { Propensity, PropensityOptions } from '../propensity.ts';
import { balancingWeights } from '../weight.ts';
import type { Estimand } from '../weight.ts';
import { fitLine } from './linear.ts';
import { logisticRegression } from './logistic.ts';
import { poissonRegression } from './poisson.ts';

/** How the outcome follows from the covariates within an arm. */
export type OutcomeModel = 'linear' | 'logistic' | 'poisson';

export interface AipwInput extends PropensityOptions {
  readonly design: DesignMatrix;
  /** 1 for the first arm, 0 for the second. */
  readonly treated: ArrayLike<number>;
  readonly outcome: ArrayLike<number>;
  readonly estimand: Estimand;
  readonly model: OutcomeModel;
  readonly level?: number;
}

export interface Aipw extends Figures {
  readonly propensity: Propensity;
}

/**
 * Augmented inverse probability weighting (Robins, Rotnitzky and Zhao 1994): what a model of the outcome in each arm
 * predicts for the estimand's population, and the weighted mean of what it misses. Right if either the propensity or the
 * outcome's model is. The standard error is that of the influence function, both models taken as known, which is right
 * when both are; its variance divides by n - 1.
 *
 * @throws RangeError for ATO and ATM, an arm with nobody, separation (in the propensity or in an outcome's model), and bad
 *   numbers
 */
export function aipw(input: AipwInput): Aipw {
  const { design, treated, outcome, estimand, model, level, ...options } = input;
  if (estimand === 'ATO' || estimand === 'ATM') {
    throw new RangeError(
      `AIPW was asked for ${estimand}; it is for people who can be counted: ATE, ATT or ATC.`,
    );
  }
  const propensity = fitPropensity(design, treated, options);
  if (propensity.separated.length > 0) {
    const names = propensity.separated.map(j => design.names[j]).join(', ');
    throw new RangeError(
      `${names}: the covariates tell the arms apart without error. Merge levels, or leave out people without a counterpart.`,
    );
  }
  const { weights } = balancingWeights(propensity.scores, treated, estimand, options);
  const inPopulation = (i: number): number => {
    if (estimand === 'ATE') return 1;
    return estimand === 'ATT' ? treated[i] : 1 - treated[i];
  };
  const population = sum(Float64Array.from(treated, (_, i) => inPopulation(i)));
  const ofArm = (arm: 0 | 1): { readonly mean: number; readonly influence: Float64Array } => {
    const predicted = predictions(design, treated, outcome, arm, model);
    const parts = predicted.map((value, i) => {
      const missed = treated[i] === arm ? weights[i] * (outcome[i] - value) : 0;
      return inPopulation(i) * value + missed;
    });
    const mean = sum(parts) / population;
    return { mean, influence: parts.map((part, i) => (part - inPopulation(i) * mean) / population) };
  };
  const [first, second] = [ofArm(1), ofArm(0)];
  const product = (a: Float64Array, b: Float64Array): number => (dot(a, b) * a.length) / (a.length - 1);
  const covariance = {
    name: 'influence function',
    variances: [product(first.influence, first.influence), product(second.influence, second.influence)],
    covariance: product(first.influence, second.influence),
  } as const;
  return { ...figuresOf([first.mean, second.mean], covariance, level), propensity };
}

/** What the model of one arm, fitted to its own people, expects of everybody. */
function predictions(
  design: DesignMatrix,
  treated: ArrayLike<number>,
  outcome: ArrayLike<number>,
  arm: 0 | 1,
  model: OutcomeModel,
): Float64Array {
  const rows = Array.from({ length: design.rows }, (_, i) => i).filter(i => treated[i] === arm);
  const own = takeRows(design, rows);
  const y = rows.map(i => outcome[i]);
  switch (model) {
    case 'linear':
      return matrixTimes(design, fitLine(own, y).coefficients);
    case 'logistic':
      return matrixTimes(design, logisticRegression(own, y).coefficients).map(
        eta => 1 / (1 + Math.exp(-eta)),
      );
    case 'poisson':
      return matrixTimes(design, poissonRegression(own, y).coefficients).map(Math.exp);
  }
}
