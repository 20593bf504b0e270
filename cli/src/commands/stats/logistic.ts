import { logisticRegression, sandwichCovariance } from '@throughcare/evidence';
import type { LogisticFit, SandwichKind } from '@throughcare/evidence';
import { chiSquareUpper } from '@throughcare/numerics';
import { levelOf } from './call.ts';
import type { Call } from './call.ts';
import { asRows, coefficientRows, ratiosOf, sayCoefficients, standardErrors } from './coefficient-rows.ts';
import { modelOf, requireIndependent } from './covariates.ts';
import { readData } from './data.ts';
import type { Data } from './data.ts';
import { groupedBy } from './groups.ts';
import { StatsRefused, WrongCall } from './refusal.ts';
import { sayNumber } from './say.ts';
import { ON_DATA } from './subcommand.ts';
import type { Subcommand } from './subcommand.ts';
import { weightsOf } from './survival-columns.ts';
import { treatmentOf } from './treatment.ts';
import { zeroOne } from './zero-one.ts';

const KINDS = ['HC0', 'HC1', 'HC2', 'HC3'] as const satisfies readonly SandwichKind[];

export const logistic: Subcommand = {
  name: 'logistic',
  summary: 'logistic regression, also as a propensity',
  method:
    'Maximum likelihood by Newton’s method (IRLS); robust covariances HC0 to HC3 (MacKinnon and White 1985) and by cluster (Liang and Zeger 1986). As R’s glm(family = binomial), sandwich::vcovHC and vcovCL.',
  uses: {
    ...ON_DATA,
    outcome: { help: 'The 0/1 outcome.' },
    'outcome-is': {},
    treatment: {
      help: 'In place of --outcome, the arm, for a propensity; beside it, the first term of the model.',
    },
    'treatment-is': {},
    covariates: { required: true },
    factor: {},
    weights: {},
    cluster: {},
    se: {
      choices: ['model', ...KINDS, 'cluster'],
      help: 'The standard error of the tests and intervals. Default: model, or with --cluster cluster.',
    },
    robust: { help: 'The same as --se HC0.' },
    level: { default: 0.95 },
  },
  fields: [
    ['n, events', 'rows used, and how many have outcome 1'],
    ['standardErrorUsed', 'which standard error z, p and intervals rest on'],
    [
      'coefficients',
      'intercept first: {term, column, level, coefficient, oddsRatio, standardError, standardErrors: {model, HC0, HC1, HC2, HC3, cluster, clusterHC1}, z, p, lower, upper, oddsRatioLower, oddsRatioUpper}',
    ],
    ['baselines', 'the level of each factor that the others are compared with'],
    ['covariance, covariances', 'of the coefficients in their order: the one used, and all by name'],
    ['deviance, nullDeviance, logLikelihood, nullLogLikelihood, aic', 'of the fit'],
    ['tests', 'likelihoodRatio: {chiSquare, degreesOfFreedom, p}, against the intercept alone'],
    ['fitted', 'for each row used {row, fitted}: its probability of 1'],
    ['iterations', 'Newton steps'],
  ],
  examples: [
    'throughcare stats logistic --data evidence/test/fixtures/lalonde.csv --outcome treat --covariates age,educ,race,married,nodegree,re74,re75',
    'throughcare stats logistic --data evidence/test/fixtures/rossi.csv --outcome arrest --treatment fin --covariates age,prio --robust',
  ],
  run(call) {
    const data = readData(call);
    const { y, name } = modelledOf(call, data);
    const asTerm = call.has('outcome') && call.has('treatment') ? [call.text('treatment')] : [];
    const columns = [...asTerm, ...call.columns('covariates')];
    const model = modelOf(data, columns, call.columns('factor'));
    const weights = weightsOf(call, data);
    const cluster = call.has('cluster') ? groupedBy(data, call.columns('cluster')).codes : undefined;
    const fit = logisticRegression(model.design, y, weights ? { weights } : {});
    requireIndependent(
      fit.dependent.map(one => fit.names.indexOf(one)),
      fit.names,
    );
    const level = levelOf(call);
    const covariances = covariancesOf(fit, cluster);
    const used = seOf(call);
    const own = covariances.get(used);
    if (own === undefined) throw new WrongCall('--se cluster needs --cluster COL.');
    const terms = [{ term: '(intercept)', column: '(intercept)' }, ...model.terms];
    const rows = coefficientRows(terms, fit.coefficients, own, level);
    const errors = [...covariances].map(
      ([kind, matrix]) => [kind, standardErrors(matrix, terms.length)] as const,
    );
    const chiSquare = fit.nullDeviance - fit.deviance;
    const freedom = model.terms.length;
    let events = 0;
    for (const one of y) events += one;
    return {
      facts: {
        ...data.facts,
        n: data.used,
        events,
        standardErrorUsed: used,
        coefficients: rows.map((row, j) => ({
          ...row,
          standardErrors: Object.fromEntries(errors.map(([kind, values]) => [kind, values[j]])),
          oddsRatio: ratiosOf(row).ratio,
          oddsRatioLower: ratiosOf(row).lower,
          oddsRatioUpper: ratiosOf(row).upper,
        })),
        baselines: model.baselines,
        covariance: asRows(own, terms.length),
        covariances: Object.fromEntries(
          [...covariances].map(([kind, matrix]) => [kind, asRows(matrix, terms.length)]),
        ),
        deviance: fit.deviance,
        nullDeviance: fit.nullDeviance,
        logLikelihood: fit.logLikelihood,
        nullLogLikelihood: -fit.nullDeviance / 2,
        aic: fit.aic,
        tests: {
          likelihoodRatio: { chiSquare, degreesOfFreedom: freedom, p: chiSquareUpper(chiSquare, freedom) },
        },
        fitted: Array.from(fit.fitted, (fitted, i) => ({ row: data.rowNumbers[i], fitted })),
        iterations: fit.iterations,
      },
      cautions: data.cautions,
      lines: [
        data.heading,
        `${name} is 1 in ${events} of ${data.used}. Standard errors: ${used}. Baselines: ${model.baselines.map(({ column, level }) => `${column} ${level}`).join(', ') || 'none'}.`,
        '',
        ...sayCoefficients(rows, 'odds ratio'),
        '',
        `Deviance ${sayNumber(fit.deviance)}, of the intercept alone ${sayNumber(fit.nullDeviance)}; AIC ${sayNumber(fit.aic)}.`,
      ],
    };
  },
};

/** What is modelled: the outcome, or where there is none the arm. Both values must occur. */
function modelledOf(call: Call, data: Data): { y: Uint8Array; name: string } {
  if (!call.has('outcome') && !call.has('treatment'))
    throw new WrongCall('Say what is modelled: --outcome COL, or --treatment COL.');
  if (!call.has('outcome')) return { y: treatmentOf(call, data).treated, name: call.text('treatment') };
  const name = call.text('outcome');
  const y = zeroOne(data, name, call.has('outcome-is') ? call.text('outcome-is') : undefined, 'outcome-is');
  const [first] = y;
  if (y.every(one => one === first)) {
    throw new StatsRefused(
      `${name} is ${first === 1 ? '1' : '0'} in every row that is used${first === 1 ? '' : ', so nobody had the event'}; a logistic regression needs both.`,
    );
  }
  return { y, name };
}

function seOf(call: Call): string {
  if (call.flag('robust') && call.has('se')) throw new WrongCall('Give --robust or --se, not both.');
  if (call.has('se')) return call.text('se');
  if (call.has('cluster')) return 'cluster';
  return call.flag('robust') ? 'HC0' : 'model';
}

function covariancesOf(fit: LogisticFit, cluster: Int32Array | undefined): Map<string, Float64Array> {
  return new Map([
    ['model', fit.covariance],
    ...KINDS.map(kind => [kind, sandwichCovariance(fit, kind)] as const),
    ...(cluster
      ? [
          ['cluster', sandwichCovariance(fit, 'HC0', cluster)] as const,
          ['clusterHC1', sandwichCovariance(fit, 'HC1', cluster)] as const,
        ]
      : []),
  ]);
}
