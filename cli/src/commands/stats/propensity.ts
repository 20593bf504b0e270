import { fitPropensity } from '@throughcare/evidence';
import type { Link, Propensity } from '@throughcare/evidence';
import type { Call } from './call.ts';
import { coefficientRows } from './coefficient-rows.ts';
import { requireIndependent } from './covariates.ts';
import type { Model } from './covariates.ts';
import { StatsRefused, WrongCall } from './refusal.ts';
import type { Subcommand } from './subcommand.ts';

/** The options of a propensity. */
export const ON_PROPENSITY = {
  treatment: { required: true },
  'treatment-is': {},
  covariates: { required: true },
  factor: {},
  link: { choices: ['logit', 'probit'], default: 'logit' },
  ridge: { default: 0 },
} as const satisfies Subcommand['uses'];

export const PROPENSITY_FIELDS =
  '{link, coefficients: [{term, column, level, coefficient, standardError, z, p, lower, upper}], deviance, iterations, overlap: {treated: {least, most}, control: {least, most}}}';

/** The fitted propensity; refused where covariates follow from each other or tell the arms apart. */
export function propensityOf(call: Call, { design }: Model, treated: Uint8Array): Propensity {
  const ridge = call.number('ridge');
  if (ridge < 0) throw new WrongCall(`--ridge is ${ridge}; a penalty is 0 or more.`);
  const fit = fitPropensity(design, treated, { link: call.text('link') as Link, ridge });
  requireIndependent(fit.dependent, design.names);
  if (fit.separated.length > 0) {
    const names = fit.separated.map(j => design.names[j]);
    throw new StatsRefused(
      `${names.join(' and ')} ${names.length > 1 ? 'tell' : 'tells'} some people’s arm without error (separation), so ${names.length > 1 ? 'their coefficients have' : 'its coefficient has'} no finite value and those people nobody to compare with. Leave them or the covariate out, merge levels, or give --ridge 1.`,
    );
  }
  return fit;
}

/** The propensity as facts. */
export function propensityFacts(fit: Propensity, { terms }: Model, treated: Uint8Array, level: number) {
  const all = [{ term: '(intercept)', column: '(intercept)' }, ...terms];
  return {
    link: fit.link,
    coefficients: coefficientRows(all, fit.coefficients, fit.covariance, level),
    deviance: fit.deviance,
    iterations: fit.iterations,
    overlap: { treated: rangeOf(fit.scores, treated, 1), control: rangeOf(fit.scores, treated, 0) },
  };
}

function rangeOf(scores: Float64Array, treated: Uint8Array, arm: 0 | 1) {
  let [least, most] = [1, 0];
  for (let i = 0; i < scores.length; i++) {
    if (treated[i] !== arm) continue;
    least = Math.min(least, scores[i]);
    most = Math.max(most, scores[i]);
  }
  return { least, most };
}
