import {
  baselineHazard,
  concordance,
  coxRegression,
  normalInterval,
  proportionalHazardsTest,
} from '@throughcare/evidence';
import type { CoxFit, Ties, TimeTransform } from '@throughcare/evidence';
import { chiSquareUpper } from '@throughcare/numerics';
import { levelOf } from './call.ts';
import type { Call } from './call.ts';
import { modelOf, requireIndependent, withoutIntercept } from './covariates.ts';
import type { Model } from './covariates.ts';
import { readData } from './data.ts';
import { groupedBy } from './groups.ts';
import { sayNumber, sayTable } from './say.ts';
import { ON_DATA } from './subcommand.ts';
import type { Answer, Subcommand } from './subcommand.ts';
import { eventsOf, weightsOf } from './survival-columns.ts';

/** Cox regression. */
export const cox: Subcommand = {
  name: 'cox',
  summary: 'hazard ratios by Cox regression, with the test of proportional hazards',
  method:
    'Cox (1972), ties by Efron (1977) or Breslow. Robust standard errors by Lin and Wei (1989), summed by --cluster; they are used with --robust, with --cluster, and with weights that are not whole. Proportional hazards by the score test of Grambsch and Therneau. As R: coxph(Surv(start, stop, event) ~ …, ties = …) and cox.zph (survival 3).',
  uses: {
    ...ON_DATA,
    time: {},
    start: {},
    stop: {},
    event: { required: true },
    'event-is': {},
    covariates: { required: true },
    factor: {},
    strata: {},
    cluster: {},
    weights: {},
    ties: { default: 'efron', choices: ['efron', 'breslow'] },
    robust: { default: false },
    transform: { default: 'km', choices: ['km', 'identity', 'log', 'rank'] },
    level: { default: 0.95 },
  },
  fields: [
    [
      'coefficients',
      '[{term, column, level?, coefficient, hazardRatio, lower, upper, standardError, modelStandardError, robustStandardError, z, p}]; lower and upper are of the hazard ratio',
    ],
    ['standardErrorName', 'model, or robust: which one z, p and the intervals use'],
    ['baselines', 'the level of each factor that the others are held against'],
    ['covariance, robustCovariance', 'a row a term, in the order of coefficients'],
    ['n, events, iterations', 'rows and events used'],
    ['logLikelihood', '{null, model}'],
    [
      'tests',
      '{likelihoodRatio, wald, score}, each {chiSquare, degreesOfFreedom, p}; wald with the standard error named above',
    ],
    ['concordance', 'Harrell’s C'],
    ['proportionalHazards', '{transform, terms: [{name, chiSquare, degreesOfFreedom, p}], global}'],
    ['baselineHazard', '[{stratum, time, cumulativeHazard}], covariates at 0'],
  ],
  examples: [
    'throughcare stats cox --data evidence/test/fixtures/rossi.csv --time week --event arrest --covariates fin,age,race,wexp,mar,paro,prio',
    'throughcare stats cox --data evidence/test/fixtures/heart.csv --start start --stop stop --event event --covariates age,transplant --cluster id',
  ],
  run,
};

function run(call: Call): Answer {
  const data = readData(call);
  const { time, start, event } = eventsOf(call, data);
  const weights = weightsOf(call, data);
  const model = modelOf(data, call.columns('covariates'), call.columns('factor'));
  const names = model.terms.map(({ term }) => term);
  const strata = call.has('strata') ? groupedBy(data, call.columns('strata')) : undefined;
  const cluster = call.has('cluster') ? groupedBy(data, [call.text('cluster')]) : undefined;
  const fit = coxRegression(
    {
      time,
      event,
      covariates: withoutIntercept(model.design),
      columns: names.length,
      names,
      ...(start && { start }),
      ...(weights && { weights }),
      ...(strata && { strata: strata.codes }),
      ...(cluster && { cluster: cluster.codes }),
    },
    call.text('ties') as Ties,
  );
  requireIndependent(fit.dependent, names);
  // As R does: weights that are no counts of rows have no model-based error.
  const odd = weights?.some(one => !Number.isInteger(one)) ?? false;
  const robust = call.flag('robust') || cluster !== undefined || odd;
  const level = levelOf(call);
  const coefficients = model.terms.map((term, j) => rowOf(term, fit, j, robust, level));
  const df = fit.degreesOfFreedom;
  const testOf = (chiSquare: number) => ({
    chiSquare,
    degreesOfFreedom: df,
    p: chiSquareUpper(chiSquare, df),
  });
  const tests = {
    likelihoodRatio: testOf(fit.likelihoodRatioTest),
    wald: testOf(robust ? fit.robustWaldTest : fit.waldTest),
    score: testOf(fit.scoreTest),
  };
  const proportional = proportionalHazardsTest(fit, call.text('transform') as TimeTransform, termsOf(model));
  const baseline = baselineHazard(fit).map(({ stratum, ...rest }) => ({
    stratum: strata?.names[stratum] ?? 'all',
    ...rest,
  }));
  const failing = proportional.terms.filter(({ p }) => p < 0.05).map(({ name }) => name);
  return {
    facts: {
      ...data.facts,
      n: fit.rows,
      events: fit.events,
      iterations: fit.iterations,
      standardErrorName: robust ? `robust${cluster ? ', by cluster' : ''}` : 'model',
      coefficients,
      baselines: model.baselines,
      covariance: rowsOf(fit.covariance, names.length),
      robustCovariance: rowsOf(fit.robustCovariance, names.length),
      logLikelihood: { null: fit.logLikelihood[0], model: fit.logLikelihood[1] },
      tests,
      concordance: concordance(fit),
      proportionalHazards: proportional,
      baselineHazard: baseline,
    },
    lines: [
      data.heading,
      `${fit.rows} rows, ${fit.events} events; standard error: ${robust ? 'robust' : 'model'}`,
      ...sayTable(
        ['term', 'coefficient', 'hazard ratio', 'lower', 'upper', 'standard error', 'z', 'p'],
        coefficients.map(c => [
          c.term,
          c.coefficient,
          c.hazardRatio,
          c.lower,
          c.upper,
          c.standardError,
          c.z,
          c.p,
        ]),
      ),
      `log likelihood ${sayNumber(fit.logLikelihood[0])} to ${sayNumber(fit.logLikelihood[1])}; concordance ${sayNumber(concordance(fit))}`,
      ...Object.entries(tests).map(
        ([name, t]) => `${name} test ${sayNumber(t.chiSquare)} on ${t.degreesOfFreedom}, p ${sayNumber(t.p)}`,
      ),
      'Proportional hazards:',
      ...sayTable(
        ['term', 'chi-square', 'df', 'p'],
        [...proportional.terms, proportional.global].map(t => [t.name, t.chiSquare, t.degreesOfFreedom, t.p]),
      ),
    ],
    cautions: [
      ...data.cautions,
      ...(failing.length === 0
        ? []
        : [
            `The hazard ratio of ${failing.join(', ')} changes with time (p below .05), so one number does not describe it: stratify by it (--strata), split time at a date that means something, or compare restricted means (stats rmst).`,
          ]),
    ],
  };
}

function rowOf(term: Model['terms'][number], fit: CoxFit, j: number, robust: boolean, level: number) {
  const columns = fit.coefficients.length;
  const coefficient = fit.coefficients[j];
  const modelStandardError = Math.sqrt(fit.covariance[j * columns + j]);
  const robustStandardError = Math.sqrt(fit.robustCovariance[j * columns + j]);
  const standardError = robust ? robustStandardError : modelStandardError;
  const z = coefficient / standardError;
  const { lower, upper } = normalInterval(coefficient, standardError, level);
  return {
    ...term,
    coefficient,
    hazardRatio: Math.exp(coefficient),
    lower: Math.exp(lower),
    upper: Math.exp(upper),
    standardError,
    modelStandardError,
    robustStandardError,
    z,
    p: chiSquareUpper(z * z, 1),
  };
}

/** The columns of each covariate together, so that a factor is tested as one. */
export function termsOf({ terms }: Model): { name: string; columns: number[] }[] {
  const names = [...new Set(terms.map(({ column }) => column))];
  return names.map(name => ({
    name,
    columns: terms.flatMap(({ column }, j) => (column === name ? [j] : [])),
  }));
}

/** A square matrix as rows. */
export function rowsOf(matrix: Float64Array, size: number): Float64Array[] {
  return Array.from({ length: size }, (_, i) => matrix.slice(i * size, (i + 1) * size));
}
