import { chiSquareUpper } from '@throughcare/numerics';
import { coxRegression } from '../effect/cox.ts';
import type { CoxFit } from '../effect/cox.ts';
import { fineGray } from '../effect/fine-gray.ts';
import { proportionalHazardsTest } from '../effect/proportional-hazards.ts';
import type { ProportionalHazardsTest } from '../effect/proportional-hazards.ts';
import { proportionalHazardsAdvice } from '../effect/proportional-hazards-advice.ts';
import { peopleCompared } from '../study/pair-data.ts';
import type { PairData } from '../study/pair-data.ts';
import type { CurveTest } from './pair-sensitivity.ts';
import type { RawEffect } from './raw-effect.ts';

/** The weighted Cox model of the arm alone. @throws RangeError where it cannot be fitted, in a sentence */
export function armHazards(data: PairData): CoxFit {
  const { time, event, weights, treated, cluster } = data;
  if (time === undefined) throw new RangeError('The file does not tell when it happened.');
  const seen = [false, false];
  for (let i = 0; i < event.length; i++) if (event[i] === 1 && weights[i] > 0) seen[treated[i]] = true;
  if (!seen.every(Boolean)) {
    throw new RangeError('Nobody in one of the groups was detected; a ratio of hazards does not exist.');
  }
  return coxRegression({
    time,
    event,
    weights,
    covariates: Float64Array.from(treated),
    columns: 1,
    cluster,
    names: ['the arm'],
  });
}

/** The hazard ratio of first against second arm, with a robust standard error. */
export function hazardRatio(fit: CoxFit, data: PairData, means: readonly [number, number]): RawEffect {
  const ofWhat =
    data.competing === undefined ? '' : ' (of the cause: what came first else ends the follow-up)';
  return {
    measure: 'hazard ratio',
    value: fit.coefficients[0],
    standardError: Math.sqrt(fit.robustCovariance[0]),
    means,
    method:
      `Weighted Cox regression, ties by Efron${ofWhat}, robust standard error (of the logarithm)${data.cluster === undefined ? '' : ' by matched set'} ` +
      'with the weights taken as known',
    assumes: ['The ratio of hazards is the same on every day of the follow-up.'],
  };
}

/**
 * Whether the hazard ratio changes with time, and what to do if it does. Weights count as their effective number: the
 * test would else take weighted people for more than there are.
 */
export function hazardsTest(fit: CoxFit, weights: Float64Array): CurveTest {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const squares = weights.reduce((sum, weight) => sum + weight * weight, 0);
  const test = proportionalHazardsTest(fit);
  const scaled = <T extends ProportionalHazardsTest['global']>(row: T): T => {
    const chiSquare = (row.chiSquare * total) / squares;
    return { ...row, chiSquare, p: chiSquareUpper(chiSquare, row.degreesOfFreedom) };
  };
  const own = { ...test, terms: test.terms.map(scaled), global: scaled(test.global) };
  const { chiSquare, degreesOfFreedom, p } = own.global;
  const { sentences } = proportionalHazardsAdvice({ ...fit, events: Math.round(fit.events) }, own);
  return { name: 'proportional hazards', chiSquare, degreesOfFreedom, p, sentence: sentences.join(' ') };
}

/**
 * The ratio of subdistribution hazards by Fine and Gray (1999). Their model takes no weights: people of pairs and sets
 * of equal weight stand as they are, any others have their covariates in the model.
 */
export function subdistributionHazardRatio(data: PairData, means: readonly [number, number]): RawEffect {
  const { treated, weights, weighted } = data;
  const kept = peopleCompared(data);
  const isPlain = data.isMatched && kept.every(i => Math.abs(weights[i] - 1) < 1e-12);
  const { design } = weighted;
  const columns = isPlain ? 1 : design.columns;
  const covariates = new Float64Array(kept.length * columns);
  kept.forEach((i, row) => {
    covariates[row * columns] = treated[i];
    for (let j = 1; j < columns; j++) covariates[row * columns + j] = design.values[i * design.columns + j];
  });
  const { time, event, competing, cluster } = data;
  if (time === undefined || competing === undefined) throw new Error('no competing end');
  const fit = fineGray({
    time: Float64Array.from(kept, i => time[i]),
    cause: Int32Array.from(kept, i => (event[i] === 1 ? 1 : competing[i] === 1 ? 2 : 0)),
    covariates,
    columns,
    cluster: cluster && Int32Array.from(kept, i => cluster[i]),
    names: ['the arm', ...(isPlain ? [] : design.names.slice(1))],
  });
  return {
    measure: 'subdistribution hazard ratio',
    value: fit.coefficients[0],
    standardError: Math.sqrt(fit.covariance[0]),
    means,
    method:
      `Fine-Gray regression ${isPlain ? 'of the matched people' : 'with the covariates in the model and no weights'}, Fine and Gray's sandwich ` +
      `standard error (of the logarithm)${data.cluster === undefined ? '' : ' by matched set'}`,
    assumes: ['The ratio of subdistribution hazards is the same on every day of the follow-up.'],
  };
}
