import { fineGray } from '@throughcare/evidence';
import { chiSquareUpper } from '@throughcare/numerics';
import { levelOf } from './call.ts';
import { asRows, coefficientRows, ratiosOf, sayCoefficients, standardErrors } from './coefficient-rows.ts';
import { modelOf, requireIndependent, withoutIntercept } from './covariates.ts';
import { readData } from './data.ts';
import { sayNumber } from './say.ts';
import { ON_DATA } from './subcommand.ts';
import type { Subcommand } from './subcommand.ts';
import { causeOf, competingOf } from './survival-columns.ts';

export const finegray: Subcommand = {
  name: 'finegray',
  summary: 'regression of the incidence of one of several causes',
  method:
    'Fine and Gray’s (1999) proportional subdistribution hazards, ties by Breslow, with their sandwich standard error that counts the estimation of censoring. As R’s cmprsk::crr.',
  uses: {
    ...ON_DATA,
    time: { required: true },
    event: { required: true },
    censored: {},
    cause: { default: '1' },
    covariates: { required: true },
    factor: {},
    level: { default: 0.95 },
  },
  fields: [
    [
      'n, cause, events, competing, censored',
      'rows used, the cause, and how many had it, another one, and none',
    ],
    [
      'coefficients',
      'one a term: {term, column, level, coefficient, hazardRatio (of subdistribution hazards), standardError, modelStandardError (inverse information), z, p, lower, upper, hazardRatioLower, hazardRatioUpper}',
    ],
    ['baselines', 'the level of each factor that the others are compared with'],
    ['covariance, modelCovariance', 'of the coefficients: the sandwich, and the inverse information alone'],
    ['logLikelihood', '{null, model}, of the pseudo-likelihood'],
    ['tests', 'likelihoodRatio: {chiSquare, degreesOfFreedom, p}, of the pseudo-likelihood'],
    ['iterations', 'Newton steps'],
  ],
  examples: [
    'throughcare stats finegray --data evidence/test/fixtures/melanoma.csv --time time --event status --censored 2 --cause 1 --covariates sex,age,thickness,ulcer',
  ],
  run(call) {
    const data = readData(call);
    const { time, cause, causes, counts, cautions } = competingOf(call, data);
    const number = causeOf(call, { causes });
    const model = modelOf(data, call.columns('covariates'), call.columns('factor'));
    const columns = model.terms.length;
    const names = model.terms.map(({ term }) => term);
    const fit = fineGray({ time, cause, covariates: withoutIntercept(model.design), columns, names }, number);
    requireIndependent(fit.dependent, names);
    const rows = coefficientRows(model.terms, fit.coefficients, fit.covariance, levelOf(call));
    const own = standardErrors(fit.modelCovariance, columns);
    const chiSquare = 2 * (fit.logLikelihood[1] - fit.logLikelihood[0]);
    const all = counts.reduce((total, one) => total + one, 0);
    const events = counts[number - 1];
    return {
      facts: {
        ...data.facts,
        n: data.used,
        cause: causes[number - 1],
        events,
        competing: all - events,
        censored: data.used - all,
        coefficients: rows.map((row, j) => ({
          ...row,
          modelStandardError: own[j],
          hazardRatio: ratiosOf(row).ratio,
          hazardRatioLower: ratiosOf(row).lower,
          hazardRatioUpper: ratiosOf(row).upper,
        })),
        baselines: model.baselines,
        covariance: asRows(fit.covariance, columns),
        modelCovariance: asRows(fit.modelCovariance, columns),
        logLikelihood: { null: fit.logLikelihood[0], model: fit.logLikelihood[1] },
        tests: {
          likelihoodRatio: { chiSquare, degreesOfFreedom: columns, p: chiSquareUpper(chiSquare, columns) },
        },
        iterations: fit.iterations,
      },
      cautions: [...data.cautions, ...cautions],
      lines: [
        data.heading,
        `Cause ${causes[number - 1]}: ${events} events, ${all - events} competing, ${data.used - all} censored. Baselines: ${model.baselines.map(({ column, level }) => `${column} ${level}`).join(', ') || 'none'}.`,
        '',
        ...sayCoefficients(rows, 'hazard ratio'),
        '',
        `Log pseudo-likelihood ${sayNumber(fit.logLikelihood[0])} without and ${sayNumber(fit.logLikelihood[1])} with the covariates.`,
      ],
    };
  },
};
