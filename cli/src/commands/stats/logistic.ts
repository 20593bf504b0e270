import { coefficientTable, logisticRegression, sandwichCovariance } from '@throughcare/evidence';
import type { SandwichKind } from '@throughcare/evidence';
import { levelOf } from './call.ts';
import type { Call } from './call.ts';
import { modelOf, requireIndependent } from './covariates.ts';
import { rowsOf } from './cox.ts';
import { readData } from './data.ts';
import { groupedBy } from './groups.ts';
import { StatsRefused } from './refusal.ts';
import { sayNumber, sayTable } from './say.ts';
import { ON_DATA } from './subcommand.ts';
import type { Answer, Subcommand } from './subcommand.ts';
import { weightsOf } from './survival-columns.ts';
import { zeroOne } from './zero-one.ts';

/** Logistic regression. */
export const logistic: Subcommand = {
  name: 'logistic',
  summary: 'odds ratios by logistic regression',
  method:
    'Maximum likelihood by IRLS. Standard error from the model, or by --se HC0 to HC3 (Huber 1967; MacKinnon and White 1985), or by --cluster. As R: glm(outcome ~ …, binomial), sandwich::vcovHC and vcovCL.',
  uses: {
    ...ON_DATA,
    outcome: { required: true },
    'outcome-is': {},
    covariates: { required: true },
    factor: {},
    weights: {},
    cluster: {},
    se: { default: 'model', choices: ['model', 'HC0', 'HC1', 'HC2', 'HC3'] },
    level: { default: 0.95 },
  },
  fields: [
    [
      'coefficients',
      '[{term, column?, level?, coefficient, oddsRatio, lower, upper, standardError, z, p}], the intercept first; lower and upper are of the odds ratio',
    ],
    ['standardErrors', 'of every kind: {model, HC0, HC1, HC2, HC3, cluster?}, a list each'],
    ['covariance', 'of the standard error named, a row a term'],
    ['fitted', 'the probability of each used row'],
    ['deviance, nullDeviance, logLikelihood, aic, iterations', 'of the fit'],
  ],
  examples: [
    'throughcare stats logistic --data evidence/test/fixtures/lalonde.csv --outcome treat --covariates age,educ,race,married,nodegree,re74,re75',
  ],
  run,
};

function run(call: Call): Answer {
  const data = readData(call);
  const name = call.text('outcome');
  const y = zeroOne(data, name, call.has('outcome-is') ? call.text('outcome-is') : undefined, 'outcome-is');
  const share = y.reduce((total, one) => total + one, 0);
  if (share === 0 || share === y.length) {
    throw new StatsRefused(
      `${name} is the same in every row that is used; a logistic regression needs both 0 and 1.`,
    );
  }
  const weights = weightsOf(call, data);
  const model = modelOf(data, call.columns('covariates'), call.columns('factor'));
  const fit = logisticRegression(model.design, y, weights && { weights });
  requireIndependent(
    fit.dependent.map(one => fit.names.indexOf(one)),
    fit.names,
  );
  const cluster = call.has('cluster') ? groupedBy(data, [call.text('cluster')]).codes : undefined;
  const kind = call.text('se');
  if (cluster && kind !== 'model') throw new StatsRefused('Give --cluster or --se, not both.');
  const size = fit.names.length;
  const covariances: Record<string, Float64Array> = {
    model: fit.covariance,
    ...Object.fromEntries(
      (['HC0', 'HC1', 'HC2', 'HC3'] as const).map((one: SandwichKind) => [one, sandwichCovariance(fit, one)]),
    ),
    ...(cluster && { cluster: sandwichCovariance(fit, 'HC1', cluster) }),
  };
  const used = cluster ? 'cluster' : kind;
  const level = levelOf(call);
  const table = coefficientTable(fit, { of: covariances[used], level });
  const coefficients = table.map(({ name: term, estimate, standardError, z, p, interval }, j) => ({
    ...(j === 0 ? { term } : model.terms[j - 1]),
    coefficient: estimate,
    oddsRatio: Math.exp(estimate),
    lower: Math.exp(interval.lower),
    upper: Math.exp(interval.upper),
    standardError,
    z,
    p,
  }));
  return {
    facts: {
      ...data.facts,
      n: data.used,
      events: share,
      standardErrorName: used === 'cluster' ? 'cluster-robust (HC1)' : used,
      coefficients,
      baselines: model.baselines,
      standardErrors: Object.fromEntries(
        Object.entries(covariances).map(([one, matrix]) => [
          one,
          Array.from({ length: size }, (_, j) => Math.sqrt(matrix[j * size + j])),
        ]),
      ),
      covariance: rowsOf(covariances[used], size),
      deviance: fit.deviance,
      nullDeviance: fit.nullDeviance,
      logLikelihood: fit.logLikelihood,
      aic: fit.aic,
      iterations: fit.iterations,
      rowNumbers: data.rowNumbers,
      fitted: fit.fitted,
    },
    lines: [
      data.heading,
      `${data.used} rows, ${share} with 1; standard error: ${used}`,
      ...sayTable(
        ['term', 'coefficient', 'odds ratio', 'lower', 'upper', 'standard error', 'z', 'p'],
        coefficients.map(c => [
          c.term,
          c.coefficient,
          c.oddsRatio,
          c.lower,
          c.upper,
          c.standardError,
          c.z,
          c.p,
        ]),
      ),
      `deviance ${sayNumber(fit.nullDeviance)} to ${sayNumber(fit.deviance)}; AIC ${sayNumber(fit.aic)}`,
    ],
    cautions: data.cautions,
  };
}
